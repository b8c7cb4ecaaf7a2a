import * as z from 'zod'
import { LOCALES } from '../../messages/locale.ts'
import type { Block } from '../blocks.ts'
import type { Source, Topic } from '../topic.ts'
import type { TopicTranslation } from '../translation.ts'
import { type Citations, citations } from './citations.ts'
import { compileInsights, type InsightsFile, insightsSchema, keyInsights } from './compile-insights.ts'
import { compileQuiz } from './compile-quiz.ts'
import { splitLesson } from './front-matter.ts'
import { parseMarkdown } from './markdown.ts'
import type { Problems } from './problem.ts'
import type { MeasureRun } from './questions/measured.ts'
import { readPart, type TopicFolder } from './read-part.ts'
import { type QuizFile, quizSchema } from './schemas.ts'
import { toBlocks } from './to-blocks.ts'
import { words } from './words.ts'
import { checkShape, type YamlData } from './yaml-data.ts'

/** The front matter of `lesson.es.md`: what a reader sees of it. All else is said once, in `lesson.md`. */
const frontMatterSchema = z.strictObject({
  title: words,
  description: words,
  learning_outcomes: z.array(words).min(1, 'name at least one outcome'),
})

/** The files of a topic in one language, and what the lint rules need besides. */
export interface ParsedTranslation {
  readonly language: string
  readonly text: TopicTranslation
  readonly lesson?: {
    readonly file: string
    readonly markdown: string
    readonly blocks: readonly Block[]
    readonly learningOutcomes: readonly string[]
    /** Ids of the sources that it cites. */
    readonly cited: ReadonlySet<string>
  }
  readonly quiz?: { readonly data: QuizFile; readonly yaml: YamlData }
  readonly insights?: { readonly data: InsightsFile; readonly yaml: YamlData }
}

interface Tools {
  readonly problems: Problems
  readonly measure: MeasureRun | undefined
}

const LANGUAGES = LOCALES.filter((locale) => locale !== 'en')

/** One for each language that the folder has a file in. */
export async function parseTranslations(
  folder: TopicFolder,
  topic: Topic,
  tools: Tools,
): Promise<readonly ParsedTranslation[]> {
  const parsed = await Promise.all(LANGUAGES.map((language) => parseOne(folder, language, topic, tools)))
  return parsed.filter(({ lesson, quiz, insights }) => (lesson ?? quiz ?? insights) !== undefined)
}

async function parseOne(
  folder: TopicFolder,
  language: string,
  topic: Topic,
  tools: Tools,
): Promise<ParsedTranslation> {
  const { problems, measure } = tools
  const cites = citations()
  const lesson = parseLesson(folder, language, { topic, cites, problems })
  const quiz = readPart(folder, `quiz.${language}.yaml`, quizSchema, problems)
  const insights = readPart(folder, `insights.${language}.yaml`, insightsSchema, problems)
  const known = keyInsights(lesson?.blocks ?? topic.blocks) ?? new Map()
  const around = { citations: cites, problems, measure }
  const text: TopicTranslation = {
    ...(lesson && { lesson: lesson.text }),
    ...(quiz && { quiz: await compileQuiz(quiz.data, quiz.yaml, around) }),
    ...(insights && { insights: compileInsights(insights.data, insights.yaml, known, around) }),
  }
  return { language, text, ...(lesson && { lesson }), ...(quiz && { quiz }), ...(insights && { insights }) }
}

interface LessonTools {
  readonly topic: Topic
  readonly cites: Citations
  readonly problems: Problems
}

function parseLesson(folder: TopicFolder, language: string, { topic, cites, problems }: LessonTools) {
  const file = `${folder.path}/lesson.${language}.md`
  const text = folder.files.get(`lesson.${language}.md`)
  const split = text === undefined ? undefined : splitLesson(file, text, problems)
  const data = split && checkShape(split.metadata, frontMatterSchema, 'front-matter', problems)
  if (split === undefined || data === undefined) return undefined
  const { markdown } = split
  const own = toBlocks(parseMarkdown(markdown), { file, problems, citations: cites })
  const blocks = withIdsOf(topic.blocks, own)
  const { title, description, learning_outcomes: learningOutcomes } = data
  const sources = renumbered(topic.sources, cites)
  return {
    ...{ file, markdown, blocks, learningOutcomes },
    cited: new Set(cites.cited()),
    text: { title, description, learningOutcomes, blocks, sources },
  }
}

type Heading = Extract<Block, { type: 'heading' }>

/** A heading keeps the id of the original, so that links and the place where a lesson was left hold in every language. */
function withIdsOf(original: readonly Block[], blocks: readonly Block[]): readonly Block[] {
  const ids = original.filter((block): block is Heading => block.type === 'heading').map(({ id }) => id)
  let place = 0
  return blocks.map((block) =>
    block.type === 'heading' ? { ...block, id: ids[place++] ?? block.id } : block,
  )
}

/** In the order in which this text cites them; those that it does not cite come last. */
function renumbered(sources: readonly Source[], cites: Citations): readonly Source[] {
  const byId = new Map(sources.map((source) => [source.id, source]))
  const ids = new Set([...cites.cited(), ...byId.keys()])
  return [...ids].flatMap((id, index) => {
    const source = byId.get(id)
    return source === undefined ? [] : [{ ...source, number: index + 1 }]
  })
}

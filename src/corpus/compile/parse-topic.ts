import type { Block, Inline } from '../blocks.ts'
import { type Exercise, exerciseSchema, hintsFromMarkdown } from '../exercise-schema.ts'
import { countWords } from '../inline-text.ts'
import { mutantsSchema } from '../mutant-schema.ts'
import type { Source, Topic, TopicSimulation } from '../topic.ts'
import { type Citations, citations } from './citations.ts'
import {
  compileInsights,
  type InsightsFile,
  insightsSchema,
  type KeyInsights,
  keyInsights,
} from './compile-insights.ts'
import { compileQuiz } from './compile-quiz.ts'
import { splitLesson } from './front-matter.ts'
import { type InlineContext, inlineMarkdown } from './inlines.ts'
import { parseMarkdown, type Root } from './markdown.ts'
import { type ParsedTranslation, parseTranslations } from './parse-translations.ts'
import type { Problems } from './problem.ts'
import type { MeasureRun } from './questions/measured.ts'
import { readPart, type TopicFolder } from './read-part.ts'
import {
  type FrontMatter,
  frontMatterSchema,
  type QuizFile,
  quizSchema,
  simulationSchema,
} from './schemas.ts'
import { toBlocks } from './to-blocks.ts'
import { checkShape, type YamlData } from './yaml-data.ts'

/** A topic, and what the lint rules need besides: where things are written. */
export interface ParsedTopic {
  readonly folder: TopicFolder
  readonly lessonFile: string
  /** The lesson's Markdown; its lines are those of the file. */
  readonly markdown: string
  readonly tree: Root
  readonly frontMatter: { readonly data: FrontMatter; readonly yaml: YamlData }
  readonly quiz?: { readonly data: QuizFile; readonly yaml: YamlData }
  readonly insights?: { readonly data: InsightsFile; readonly yaml: YamlData }
  /** What the lesson wants remembered. */
  readonly keyInsights: KeyInsights | undefined
  /** Ids of the sources that the text or the quiz cites. */
  readonly cited: ReadonlySet<string>
  readonly topic: Topic
  readonly translations: readonly ParsedTranslation[]
}

/** Reads one folder. Undefined, after reporting why, when there is no lesson to show. */
export async function parseTopic(
  folder: TopicFolder,
  problems: Problems,
  measure?: MeasureRun,
): Promise<ParsedTopic | undefined> {
  const lessonFile = `${folder.path}/lesson.md`
  const text = folder.files.get('lesson.md')
  if (text === undefined) {
    problems.error(lessonFile, undefined, 'missing-file', 'a topic needs a lesson.md')
    return undefined
  }
  const lesson = splitLesson(lessonFile, text, problems)
  const data = lesson && checkShape(lesson.metadata, frontMatterSchema, 'front-matter', problems)
  if (lesson === undefined || data === undefined) return undefined
  const cites = citations()
  const tree = parseMarkdown(lesson.markdown)
  const blocks = toBlocks(tree, { file: lessonFile, problems, citations: cites })
  const quiz = readPart(folder, 'quiz.yaml', quizSchema, problems)
  const tools = { citations: cites, problems, measure }
  const questions = quiz ? await compileQuiz(quiz.data, quiz.yaml, tools) : []
  const insights = readPart(folder, 'insights.yaml', insightsSchema, problems)
  const known = keyInsights(blocks)
  const simulation = compileSimulation(folder, cites, problems)
  const topic = {
    ...compileTopic(data, blocks, sourcesOf(data, cites)),
    hasQuiz: questions.length > 0,
    quiz: questions,
    insights: insights ? compileInsights(insights.data, insights.yaml, known ?? new Map(), tools) : [],
    ...optional('exercise', compileExercise(folder, problems)),
    ...optional('simulation', simulation),
  }
  const cited = new Set([...cites.cited(), ...questions.map(({ source }) => source)])
  const { markdown, metadata } = lesson
  const parsed = {
    folder,
    lessonFile,
    markdown,
    tree,
    frontMatter: { data, yaml: metadata },
    cited,
    keyInsights: known,
    topic: withFlags(topic),
    translations: await parseTranslations(folder, topic, { problems, measure }),
  }
  return { ...parsed, ...optional('quiz', quiz), ...optional('insights', insights) }
}

function withFlags(topic: Topic): Topic {
  return {
    ...topic,
    hasExercise: topic.exercise !== undefined,
    hasSimulation: topic.simulation !== undefined,
  }
}

function optional<K extends string, T>(key: K, value: T | undefined): { [key in K]?: T } {
  return (value === undefined ? {} : { [key]: value }) as { [key in K]?: T }
}

function compileTopic(data: FrontMatter, blocks: readonly Block[], sources: readonly Source[]): Topic {
  const { slug, kind, title, description, category, difficulty } = data
  return {
    ...{ slug, kind, title, description, category, difficulty },
    minutes: Number.parseInt(data.estimated_time, 10),
    ...{ hasQuiz: false, hasExercise: false, hasSimulation: false },
    blocks,
    quiz: [],
    sources,
    metadata: {
      prerequisites: {
        concepts: data.prerequisites.concepts,
        patterns: data.prerequisites.patterns,
        ...optional('experience', data.prerequisites.experience),
      },
      learningOutcomes: data.learning_outcomes,
      interactiveElements: data.interactive_elements,
      related: {
        papers: data.related_content.papers,
        patterns: data.related_content.patterns,
        tools: data.related_content.tools,
      },
      ...{ laws: data.laws, pillars: data.pillars, tags: data.tags },
      lastReviewed: data.last_reviewed,
      contributors: data.contributors,
      words: countWords(blocks),
    },
  }
}

/** In the order of their numbers; those that nothing cites come last. */
function sourcesOf(data: FrontMatter, cites: Citations): Source[] {
  const byId = new Map(data.sources.map((source) => [source.id, source]))
  const ids = new Set([...cites.cited(), ...byId.keys()])
  return [...ids].flatMap((id, index) => {
    const source = byId.get(id)
    if (source === undefined) return []
    const { year, locator, ...rest } = source
    return [{ ...rest, number: index + 1, ...optional('year', year), ...optional('locator', locator) }]
  })
}

function inlineReader(yaml: YamlData, cites: Citations, problems: Problems) {
  const context: InlineContext = { file: yaml.file, problems, citations: cites, definitions: new Map() }
  return (text: string, path: readonly PropertyKey[]): Inline[] =>
    inlineMarkdown(text, yaml.lineOf(path), context)
}

function compileSimulation(
  folder: TopicFolder,
  cites: Citations,
  problems: Problems,
): TopicSimulation | undefined {
  const part = readPart(folder, 'simulation.yaml', simulationSchema, problems)
  if (part === undefined) return undefined
  const inline = inlineReader(part.yaml, cites, problems)
  return { ...part.data, notice: part.data.notice.map((text, index) => inline(text, ['notice', index])) }
}

function compileExercise(folder: TopicFolder, problems: Problems): Exercise | undefined {
  const part = readPart(folder, 'exercise/exercise.yaml', exerciseSchema, problems)
  if (part === undefined) return undefined
  const file = `${folder.path}/exercise/hints.md`
  try {
    const hints = hintsFromMarkdown(folder.files.get('exercise/hints.md') ?? '')
    const mutants = readPart(folder, 'exercise/mutants.yaml', mutantsSchema, problems)
    return { ...part.data, hints, mutants: mutants?.data.length ?? 0 }
  } catch (error) {
    problems.error(file, undefined, 'hints', error instanceof Error ? error.message : String(error))
    return undefined
  }
}

import type { ParsedTopic } from '../compile/parse-topic.ts'
import type { ParsedTranslation } from '../compile/parse-translations.ts'
import type { Problems } from '../compile/problem.ts'
import type { YamlData } from '../compile/yaml-data.ts'
import type { Rule } from './rule.ts'

/**
 * `translation`: a text in another language says what the original says, as far as that can be seen: the same headings,
 * code, diagrams, sources and figures, the same questions with the same right answers, the same insights.
 */
export const faithfulTranslations: Rule = (topic, problems) => {
  for (const translation of topic.translations) {
    checkLesson(topic, translation, problems)
    checkQuiz(topic, translation, problems)
    checkInsights(topic, translation, problems)
  }
}

function checkLesson(topic: ParsedTopic, { lesson }: ParsedTranslation, problems: Problems): void {
  if (lesson === undefined) return
  const report = (message: string) => problems.error(lesson.file, undefined, 'translation', message)
  const outline = ({ blocks }: Pick<ParsedTopic['topic'], 'blocks'>) =>
    blocks.flatMap((block) => (block.type === 'heading' ? ['#'.repeat(block.level)] : [])).join(' ')
  if (outline(lesson) !== outline(topic.topic)) {
    report(`its headings are ${outline(lesson)}, those of the original ${outline(topic.topic)}`)
  }
  for (const type of ['code', 'diagram', 'table', 'callout', 'list'] as const) {
    const count = ({ blocks }: Pick<ParsedTopic['topic'], 'blocks'>) =>
      blocks.filter((block) => block.type === type).length
    const [own, wanted] = [count(lesson), count(topic.topic)]
    if (own !== wanted) report(`it has ${own} blocks of the type ${type}, the original ${wanted}`)
  }
  const outcomes = topic.topic.metadata.learningOutcomes.length
  if (lesson.learningOutcomes.length !== outcomes) report(`the original has ${outcomes} learning outcomes`)
  const cited = citedIn(topic.markdown)
  for (const id of cited) if (!lesson.cited.has(id)) report(`it does not cite ${id}, the original does`)
  for (const id of lesson.cited) if (!cited.has(id)) report(`it cites ${id}, the original does not`)
  const [own, wanted] = [figuresIn(lesson.markdown), figuresIn(topic.markdown)]
  for (const figure of difference(wanted, own)) report(`the figure ${figure} of the original is missing`)
  for (const figure of difference(own, wanted)) report(`the figure ${figure} is not in the original`)
}

function citedIn(markdown: string): ReadonlySet<string> {
  return new Set([...markdown.matchAll(/\[@([\w-]+)\]/g)].map(([, id = '']) => id))
}

/** Their digits alone, without what separates them, since languages write `1,000` and `0.5` in other ways. */
function figuresIn(markdown: string): readonly string[] {
  const found = markdown.match(/\d+(?:[.,\u00a0\u202f]\d+)*/g) ?? []
  return found.map((figure) => figure.replace(/\D/g, ''))
}

/** What is in `one`, and not as often in `other`. */
function difference(one: readonly string[], other: readonly string[]): readonly string[] {
  const left = [...other]
  return one.filter((value) => {
    const place = left.indexOf(value)
    if (place >= 0) left.splice(place, 1)
    return place < 0
  })
}

/** What a translator writes; all else must be as it was. */
const TEXTS = new Set(['prompt', 'explanation', 'text', 'accepted'])

function checkQuiz({ quiz }: ParsedTopic, translation: ParsedTranslation, problems: Problems): void {
  if (translation.quiz === undefined) return
  const { data, yaml } = translation.quiz
  compareLists(quiz?.data.questions ?? [], data.questions, { yaml, key: 'questions', problems })
}

function checkInsights({ insights }: ParsedTopic, translation: ParsedTranslation, problems: Problems): void {
  if (translation.insights === undefined) return
  const { data, yaml } = translation.insights
  compareLists(insights?.data.insights ?? [], data.insights, { yaml, key: 'insights', problems })
}

interface Place {
  readonly yaml: YamlData
  readonly key: string
  readonly problems: Problems
}

function compareLists(
  wanted: readonly { readonly id: string }[],
  own: readonly { readonly id: string }[],
  { yaml, key, problems }: Place,
): void {
  const report = (path: readonly PropertyKey[], message: string) =>
    problems.error(yaml.file, yaml.lineOf([key, ...path]), 'translation', message)
  for (const [index, entry] of own.entries()) {
    const original = wanted[index]
    if (original?.id !== entry.id) {
      report([index, 'id'], `"${entry.id}" stands where the original has ${original?.id ?? 'nothing'}`)
    } else if (untranslated(entry) !== untranslated(original)) {
      report([index], `"${entry.id}" is not the same as in the original, besides its words`)
    }
  }
  for (const { id } of wanted.slice(own.length)) report([], `"${id}" of the original is missing`)
}

/** All but the words of a question, as one text. */
function untranslated(entry: object): string {
  return JSON.stringify(entry, (key, value) => (TEXTS.has(key) ? undefined : value))
}

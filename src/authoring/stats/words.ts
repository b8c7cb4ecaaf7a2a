import { authoredType } from '../../corpus/compile/questions/registry.ts'
import { countWords } from '../../corpus/inline-text.ts'
import type { Content } from '../content.ts'

/** Words that a learner reads, by where they stand. Code, diagrams, front matter and names of sources are not counted. */
export interface WordCounts {
  readonly lessons: number
  readonly quizzes: number
  readonly shortEntries: number
  readonly incidents: number
  readonly clusters: number
  readonly signatures: number
  readonly concepts: number
}

export function wordCounts({ corpus, search }: Content): WordCounts {
  const sum = <T>(items: readonly T[], textsOf: (item: T) => readonly (string | undefined)[]): number =>
    items.reduce((total, item) => total + textsOf(item).reduce((words, text) => words + wordsIn(text), 0), 0)
  const quizzes = corpus.parsed.flatMap(({ quiz }) => quiz?.data.questions ?? [])
  return {
    lessons: corpus.parsed.reduce((total, { topic }) => total + countWords(topic.blocks), 0),
    quizzes: sum(quizzes, (one) => [
      one.prompt,
      one.explanation,
      ...(authoredType(one).choicesOf?.(one) ?? []).map(({ text }) => text),
    ]),
    shortEntries: sum(search.shortPatterns, (one) => [one.definition, one.when, one.when_not]),
    incidents: sum(corpus.incidents, ({ incident: one }) => [
      one.title,
      one.happened,
      one.cause,
      one.impact,
      ...one.lessons,
    ]),
    clusters: sum(corpus.clusters, ({ exercise: one }) => [
      one.summary,
      withoutCode(one.task),
      ...one.stages.map(({ statement }) => statement),
      ...one.hints.map(({ text }) => withoutCode(text)),
    ]),
    signatures: sum(search.signatures, (one) => [one.cause, one.tell, one.fix]),
    concepts: sum(corpus.concepts, (one) => ('definition' in one ? [String(one.definition)] : [])),
  }
}

function wordsIn(text = ''): number {
  return text.replaceAll(/\[@[\w-]+\]/g, '').match(/[\p{L}\p{N}]\S*/gu)?.length ?? 0
}

function withoutCode(markdown: string): string {
  return markdown.replace(/^ *(```|~~~)[\s\S]*?^ *\1/gm, '')
}

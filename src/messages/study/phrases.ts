import { studyWords } from './index.ts'

/** How many cards a review would ask now, and how many of them are key insights. */
export interface DueCount {
  readonly reviewsDue: number
  readonly insightsDue: number
}

/** `2 questions and 1 insight`. */
export function dueCards({ reviewsDue, insightsDue }: DueCount): string {
  const { due, and } = studyWords()
  const asked = reviewsDue - insightsDue
  const [before = '', last] = [
    ...(asked === 0 ? [] : [due.questions({ count: asked })]),
    ...(insightsDue === 0 ? [] : [due.insights({ count: insightsDue })]),
  ]
  return last === undefined ? before : and({ before, last })
}

/** `2 questions and 1 insight due`. */
export function dueText(count: DueCount): string {
  return studyWords().due.are({ what: dueCards(count) })
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(words: readonly string[]): string {
  const last = words.at(-1) ?? ''
  return words.length < 2 ? last : studyWords().and({ before: words.slice(0, -1).join(', '), last })
}

import type { Question } from './questions.ts'

/** Means over the questions. */
export interface Quality {
  readonly questions: number
  /** Share of questions whose first result is a judged answer. */
  readonly hitAt1: number
  /** Share of questions with a judged answer among the first five. */
  readonly hitAt5: number
  /** Share of the judged answers that are the first result; below 1 where several are judged. */
  readonly recallAt1: number
  /** Share of the judged answers that are among the first five. */
  readonly recallAt5: number
  /** Mean of 1 / rank of the first judged answer, 0 where none is found. */
  readonly mrr: number
}

/** How well `answer` finds the judged patterns. */
export function evaluate(
  questions: readonly Question[],
  answer: (text: string) => readonly string[],
): Quality {
  const rows = questions.map(({ text, answers }) => judge(answer(text), answers))
  const mean = (value: (row: ReturnType<typeof judge>) => number) =>
    rows.reduce((sum, row) => sum + value(row), 0) / Math.max(1, rows.length)
  return {
    questions: questions.length,
    hitAt1: mean(({ first }) => (first === 1 ? 1 : 0)),
    hitAt5: mean(({ first }) => (first <= 5 ? 1 : 0)),
    recallAt1: mean(({ at1 }) => at1),
    recallAt5: mean(({ at5 }) => at5),
    mrr: mean(({ first }) => 1 / first),
  }
}

function judge(found: readonly string[], answers: readonly string[]) {
  const ranks = answers.map((slug) => found.indexOf(slug) + 1).map((rank) => (rank === 0 ? Infinity : rank))
  const within = (limit: number) => ranks.filter((rank) => rank <= limit).length / answers.length
  return { first: Math.min(...ranks), at1: within(1), at5: within(5) }
}

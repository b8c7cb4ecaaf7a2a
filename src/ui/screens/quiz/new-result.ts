import type { QuizResult, QuizSession } from '../../../learning/quiz.ts'

/** The answer that was graded between two states of a quiz, if one was. */
export function newResult(
  before: QuizSession | undefined,
  after: QuizSession | undefined,
): QuizResult | undefined {
  return after?.result === before?.result ? undefined : after?.result
}

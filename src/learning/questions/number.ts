import { parseQuantity, type Unit } from '../../lib/quantity.ts'
import { UserError } from '../../lib/user-error.ts'
import {
  type AnswerKind,
  type NumberGradable,
  type PredictGradable,
  readLine,
  typedGrade,
} from './answer-kind.ts'

/** Two ways to compute the same number part by no more than this share of it. */
const NOISE = 1e-9

/** A number with or without its unit, within the tolerance. */
export const number: AnswerKind<NumberGradable | PredictGradable> = {
  input: () => 'text',
  read: ({ id, unit }, given) => {
    const line = readLine(given)
    if ('problem' in line) return line
    try {
      parseQuantity(plain(line.answer), unit, `"${id}"`)
      return line
    } catch (error) {
      if (!(error instanceof UserError)) throw error
      return { problem: error.message, ...(error.next[0] === undefined ? {} : { next: error.next[0] }) }
    }
  },
  grade: (question, answer) => typedGrade(isNear(question, answer), answer, question.answer),
}

function isNear(
  { value, unit, tolerance }: NumberGradable | PredictGradable,
  answer: readonly string[],
): boolean {
  const given = read(plain(answer), unit)
  return Math.abs(given - value) <= tolerance + NOISE * Math.max(Math.abs(value), Math.abs(given))
}

/** NaN, which is near nothing, for what is no number. */
function read(text: string, unit: Unit): number {
  try {
    return parseQuantity(text, unit, '')
  } catch {
    return Number.NaN
  }
}

/** `1,500 ms` and `~ 1 500 ms` are `1500 ms`; `1,5` stays what it is, which is no number. */
function plain(answer: readonly string[]): string {
  return answer
    .join(',')
    .replace(/^[~≈]\s*/, '')
    .replace(/(?<=\d)[, ](?=\d{3}(?!\d))/g, '')
}

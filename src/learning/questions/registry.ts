import type { QuestionType } from '../../corpus/question.ts'
import type { AnswerKind, Gradable, Input, Reading } from './answer-kind.ts'
import { choice } from './choice.ts'
import { number } from './number.ts'
import { order } from './order.ts'
import { predict } from './predict.ts'
import { short } from './short.ts'

/** How each type of question is answered. */
const KINDS: { readonly [T in QuestionType]: AnswerKind<Extract<Gradable, { type: T }>> } = {
  single: choice,
  multiple: choice,
  order,
  number,
  short,
  predict,
}

/** The way of answering a question; it is given nothing but questions of that type. */
export function answerKind(question: Gradable): AnswerKind<Gradable> {
  return KINDS[question.type] as AnswerKind<Gradable>
}

export function inputOf(question: Gradable): Input {
  return answerKind(question).input(question)
}

/** The answer that these parts make, or why they are none. */
export function readAnswer(question: Gradable, given: readonly string[]): Reading {
  return answerKind(question).read(question, given)
}

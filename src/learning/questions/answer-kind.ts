import type { NumberAnswer } from '../../corpus/question.ts'
import { studyWords } from '../../messages/study/index.ts'

interface Asked {
  readonly id: string
  readonly choices: readonly { readonly id: string }[]
  /** Ids of what is right, in the right order where there is one; where the answer is typed, a text that is right. */
  readonly answer: readonly string[]
}

export interface ChoiceGradable extends Asked {
  readonly type: 'single' | 'multiple'
}
export interface OrderGradable extends Asked {
  readonly type: 'order'
}
export interface NumberGradable extends Asked, NumberAnswer {
  readonly type: 'number'
}
export interface ShortGradable extends Asked {
  readonly type: 'short'
  /** As `comparableText` spells them. */
  readonly accepted: readonly string[]
}
export interface PredictGradable extends Asked, NumberAnswer {
  readonly type: 'predict'
}

/** The part of a question that grading needs; the corpus's questions have more, and keep it. */
export type Gradable = ChoiceGradable | OrderGradable | NumberGradable | ShortGradable | PredictGradable

/** How an answer is given: one choice, all that are right, all in their order, or a line of text. */
export type Input = 'one' | 'many' | 'order' | 'text'

/** An answer as it is graded and kept; or why what was given is none, which is not the same as wrong. */
export type Reading =
  | { readonly answer: readonly string[] }
  | { readonly problem: string; readonly next?: string }

export interface Grade {
  readonly correct: boolean
  /** What is right and was not given. */
  readonly missed: readonly string[]
  /** What was given and is wrong. */
  readonly mistaken: readonly string[]
}

/** One way of answering. The registry says which type of question has which. */
export interface AnswerKind<Q extends Gradable> {
  input(question: Q): Input
  read(question: Q, given: readonly string[]): Reading
  grade(question: Q, answer: readonly string[]): Grade
}

/** The log keeps no longer ones. */
const LONGEST = 200

/** A typed line, without what the terminal cannot show. */
export function readLine(given: readonly string[]): Reading {
  const line = given
    .join(',')
    .replace(/\p{Cc}/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  if (line === '') return { problem: studyWords().quiz.typeFirst }
  if (line.length > LONGEST) return { problem: studyWords().quiz.tooLong({ most: LONGEST }) }
  return { answer: [line] }
}

/** All right, or all wrong. */
export function typedGrade(correct: boolean, answer: readonly string[], right: readonly string[]): Grade {
  return correct ? { correct, missed: [], mistaken: [] } : { correct, missed: right, mistaken: answer }
}

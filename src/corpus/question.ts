import type { Unit } from '../lib/quantity.ts'
import type { Inline } from './blocks.ts'

export interface QuizChoice {
  readonly id: string
  readonly text: readonly Inline[]
}

interface Question {
  readonly id: string
  readonly prompt: readonly Inline[]
  /** What can be marked, in the order in which it is shown; none where the answer is typed. */
  readonly choices: readonly QuizChoice[]
  /** What is right: ids of choices, or, where the answer is typed, a text that is accepted. */
  readonly answer: readonly string[]
  readonly explanation: readonly Inline[]
  /** Id of one of the topic's sources. */
  readonly source: string
}

/** `single`: exactly one choice is right. `multiple`: all of `answer` and nothing else. */
export interface ChoiceQuestion extends Question {
  readonly type: 'single' | 'multiple'
}

/** `choices` are steps, shown in some other order; `answer` names all of them in the right one. */
export interface OrderQuestion extends Question {
  readonly type: 'order'
}

/** What a number is judged by. */
export interface NumberAnswer {
  /** In `unit`. */
  readonly value: number
  readonly unit: Unit
  /** How far off it may be, in `unit`. */
  readonly tolerance: number
}

export interface NumberQuestion extends Question, NumberAnswer {
  readonly type: 'number'
}

export interface ShortQuestion extends Question {
  readonly type: 'short'
  /** Every form that is right, as `comparableText` spells it. */
  readonly accepted: readonly string[]
}

/** A run that anybody can repeat, and what is measured in it. */
export interface MeasuredRun {
  readonly scenario: string
  readonly seed: number
  readonly parameters: Readonly<Record<string, number | string | boolean>>
  readonly mutant?: string
  readonly measure: Measure
}

/** A metric of the scenario; or what the run tells: when a caption first says something, or how many do. */
export type Measure =
  | { readonly metric: string }
  | { readonly caption: string; readonly variant: string; readonly take: 'time' | 'count' }

/**
 * What will a simulation do? The build ran it and found `value`: with `choices` the right one is that whose range
 * holds it, without them the answer is a number.
 */
export interface PredictQuestion extends Question, NumberAnswer {
  readonly type: 'predict'
  readonly run: MeasuredRun
}

export type QuizQuestion = ChoiceQuestion | OrderQuestion | NumberQuestion | ShortQuestion | PredictQuestion
export type QuestionType = QuizQuestion['type']

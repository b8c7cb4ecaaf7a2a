/** The models by which `compendium check` judges a history. A checker is loaded when it is asked for. */

import type { Operation } from '../history/operation.ts'
import type { CheckResult } from './verdict.ts'

/** What a caller may ask of a checker beyond the model. */
export interface CheckOptions {
  /** The consistency to hold the history to, `linearizable` or `serializable` say; each model has one by default. */
  readonly consistency?: string
  /** How many steps of search before the answer is `unknown`. A count, so that a verdict is the same on every machine. */
  readonly budget?: number
}

export type Checker = (operations: readonly Operation[], options?: CheckOptions) => CheckResult

export interface ModelEntry {
  /** What it judges, in a few words. */
  readonly title: string
  /** What `consistency` may be, the first by default. */
  readonly consistency: readonly string[]
  readonly load: () => Promise<Checker>
}

/** By name, in the order in which help lists them. One line each; whoever writes a checker enters it here. */
export const MODELS: Readonly<Record<string, ModelEntry>> = {}

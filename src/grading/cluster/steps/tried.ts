import type { Check } from '../../verdict.ts'
import type { ClusterOptions } from '../options.ts'
import type { StepRun } from './run-steps.ts'
import { failureOf, type Schedule, type Trial } from './trial.ts'

/** What came of one seed: of thousands only the checks are kept. */
export interface Tried {
  readonly at: number
  readonly checks: readonly Check[]
  readonly failure: string | undefined
  readonly steps: number
  readonly lastedUs: number
  /** The whole run, of a seed that failed, of the first and of the last. */
  readonly run?: StepRun
}

/** The seeds of a sweep are numbered from 0. */
export function scheduleOf(options: ClusterOptions, at: number): Schedule {
  return { options: { ...options, seed: options.seed + at }, plan: {} }
}

export function triedOf(trial: Trial, at: number): Tried {
  const { checks, run, schedule } = trial
  const failure = failureOf(trial)
  const isWhole = failure !== undefined || at === 0 || at === schedule.options.seeds - 1
  return { at, checks, failure, steps: run.steps, lastedUs: run.lastedUs, ...(isWhole ? { run } : {}) }
}

export function runOf({ at, run }: Tried): StepRun {
  if (run === undefined) throw new Error(`nothing of seed ${at} was kept`)
  return run
}

import type { Check, Verdict } from '../../verdict.ts'
import { overall } from '../../verdict.ts'
import type { ClusterOptions } from '../options.ts'
import { firstDifference } from './first-difference.ts'
import { type Shrunk, shrink } from './shrink.ts'
import { failureOf, type Schedule, type Trial, type Trials } from './trial.ts'

/** What the runs of several seeds showed together. */
export interface Sweep {
  readonly verdict: Verdict
  /** Over all runs. */
  readonly checks: readonly Check[]
  /** The run to tell of: the first that failed, made small; the last where none did. */
  readonly shown: Trial
  /** How many runs there were before the first that failed, or in all. */
  readonly passed: number
  readonly failedSeed?: number
  /** It failed before, and was run first. */
  readonly wasKept: boolean
  readonly shrunk?: Shrunk
  /** What a node did differently when the first run was repeated; undefined when it did the same. */
  readonly difference?: string
}

export interface SweepOptions {
  readonly trials: Trials
  readonly options: ClusterOptions
  /** Schedules that failed before: they are run first. */
  readonly kept: readonly Schedule[]
  readonly onPhase: (text: string) => void
}

/** Runs one seed after the other until one fails, and makes that one small. The first is run twice. */
export async function sweep({ trials, options, kept, onPhase }: SweepOptions): Promise<Sweep> {
  // Of thousands of runs only the checks are kept, and the last run.
  const passed: Pick<Trial, 'checks'>[] = []
  let last: Trial | undefined
  for (const [at, schedule] of kept.entries()) {
    onPhase(`what failed before: ${at + 1} of ${kept.length}`)
    const trial = await trials.run(schedule)
    if (failureOf(trial) !== undefined) return { ...failed(trial, passed), wasKept: true }
    passed.push({ checks: trial.checks })
    last = trial
  }
  let difference: string | undefined
  for (let at = 0; at < options.seeds; at += 1) {
    onPhase(`seed ${at + 1} of ${options.seeds}`)
    const schedule = { options: { ...options, seed: options.seed + at }, plan: {} }
    const trial = await trials.run(schedule)
    if (failureOf(trial) === 'protocol too-much')
      return { ...failed(trial, passed), ...withDifference(difference) }
    if (failureOf(trial) !== undefined) {
      const shrunk = await shrink(trials, trial, (runs) => onPhase(`it fails; made smaller, run ${runs}`))
      return { ...failed(trial, passed), ...withDifference(difference), shrunk, shown: shrunk.trial }
    }
    if (at === 0) difference = firstDifference(trial.run, (await trials.run(schedule)).run)
    passed.push({ checks: trial.checks })
    last = trial
  }
  const checks = together(passed)
  const shown = last as Trial
  return {
    ...{ verdict: overall(checks), checks, shown, passed: passed.length, wasKept: false },
    ...withDifference(difference),
  }
}

function failed(trial: Trial, passed: readonly unknown[]): Omit<Sweep, 'shrunk' | 'difference'> {
  return {
    verdict: trial.verdict,
    checks: trial.checks,
    shown: trial,
    passed: passed.length,
    failedSeed: trial.schedule.options.seed,
    wasKept: false,
  }
}

function withDifference(difference: string | undefined): { readonly difference?: string } {
  return difference === undefined ? {} : { difference }
}

/**
 * The checks of several runs none of which failed: what one run saw too little of, another may have seen. A history that
 * could not be decided leaves a doubt, however many others could.
 */
export function together(trials: readonly Pick<Trial, 'checks'>[]): Check[] {
  const ids = [...new Set(trials.flatMap(({ checks }) => checks.map(({ id }) => id)))]
  return ids.flatMap((id) => {
    const ones = trials.flatMap(({ checks }) => checks.filter((check) => check.id === id))
    const good = ones.filter(({ verdict }) => verdict === 'pass')
    const bad = ones.filter(({ verdict }) => verdict !== 'pass')
    const shown = (id === 'history' ? bad : good).at(-1) ?? ones.at(-1)
    if (shown === undefined) return []
    const isEnough = shown.verdict === 'pass' && good.length < ones.length
    const message = `${shown.message} Enough was seen in ${good.length} of ${ones.length} runs.`
    return [isEnough ? { ...shown, message } : shown]
  })
}

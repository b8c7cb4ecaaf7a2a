import type { Check, Verdict } from '../../verdict.ts'
import { overall } from '../../verdict.ts'
import type { ClusterOptions } from '../options.ts'
import { firstDifference } from './first-difference.ts'
import { type Help, Seeds } from './seeds.ts'
import { type Shrunk, shrink } from './shrink.ts'
import { failureOf, type Schedule, type Trial, type Trials } from './trial.ts'
import { runOf, scheduleOf, type Tried } from './tried.ts'

/** Failures of which each run takes long, or all that a run may hold: they are not run again and again. */
const LONG: ReadonlySet<string> = new Set(['protocol too-much', 'protocol stuck'])

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
  /** Who may try seeds besides us; undefined: nobody. What comes of it is the same. */
  readonly help?: Help
  readonly onPhase: (text: string) => void
}

/** Tries one seed after the other until one fails, and makes that one small. The first is run twice. */
export async function sweep(request: SweepOptions): Promise<Sweep> {
  const { trials, kept, onPhase } = request
  // Of thousands of runs only the checks are kept, and the last run.
  const passed: Pick<Trial, 'checks'>[] = []
  for (const [at, schedule] of kept.entries()) {
    onPhase(`what failed before: ${at + 1} of ${kept.length}`)
    const trial = await trials.run(schedule)
    if (failureOf(trial) !== undefined) return { ...failed(trial, passed), wasKept: true }
    passed.push({ checks: trial.checks })
  }
  const { trial, failure, difference } = await trySeeds(request, passed)
  if (failure === undefined) {
    const checks = together(passed)
    return {
      ...{ verdict: overall(checks), checks, shown: trial, passed: passed.length, wasKept: false },
      ...withDifference(difference),
    }
  }
  if (LONG.has(failure)) return { ...failed(trial, passed), ...withDifference(difference) }
  const shrunk = await shrink(trials, trial, (runs) => onPhase(`it fails; made smaller, run ${runs}`))
  return { ...failed(trial, passed), ...withDifference(difference), shrunk, shown: shrunk.trial }
}

/** A run that was kept, once more and nothing else. */
export async function runAgain(trials: Trials, schedule: Schedule): Promise<Sweep> {
  const trial = await trials.run(schedule)
  if (failureOf(trial) !== undefined) return { ...failed(trial, []), wasKept: true }
  const { verdict, checks } = trial
  return { verdict, checks, shown: trial, passed: 1, wasKept: true }
}

/** The last seed that was to be tried, and whether its run failed. Those before it are added to `passed`. */
async function trySeeds(
  { trials, options, help, onPhase }: SweepOptions,
  passed: Pick<Trial, 'checks'>[],
): Promise<{ readonly trial: Trial } & Pick<Tried, 'failure'> & Pick<Sweep, 'difference'>> {
  const seeds = new Seeds({
    ...{ trials, options, help },
    onSeed: (at) => onPhase(`seed ${at + 1} of ${options.seeds}`),
  })
  let difference: string | undefined
  let last: { readonly schedule: Schedule; readonly tried: Tried } | undefined
  for await (const tried of seeds.inOrder()) {
    const schedule = scheduleOf(options, tried.at)
    trials.count(tried)
    last = { schedule, tried }
    if (tried.failure !== undefined) break
    if (tried.at === 0) difference = firstDifference(runOf(tried), (await trials.run(schedule)).run)
    passed.push({ checks: tried.checks })
  }
  if (last === undefined) throw new Error('no seed was tried')
  const { schedule, tried } = last
  const trial = await trials.judge(schedule, runOf(tried))
  return { trial, failure: tried.failure, ...withDifference(difference) }
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

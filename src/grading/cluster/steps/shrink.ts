import { type ClusterFault, FAULT_KINDS, type FaultKind } from '../faults/fault.ts'
import { failureOf, type Schedule, type Trial, type Trials } from './trial.ts'

/** How much smaller a failing run became. */
export interface Shrunk {
  /** The smallest that was found; the run itself when none was smaller. */
  readonly trial: Trial
  readonly runs: number
  readonly faults: readonly [before: number, after: number]
  readonly operations: readonly [before: number, after: number]
  /** False when the very same schedule did not fail again: the program is not a function of what it is told. */
  readonly isRepeatable: boolean
}

/** In runs, not in seconds: the same failure becomes the same on every machine. */
export const SHRINK_RUNS = 120
const LEAST_MS = 500
const NS_PER_MS = 1e6

/**
 * Makes a failing run small, by running it again and again with less: first the time after the failure goes, then what
 * the network does by chance, then faults, then questions, then the length of what faults are left. Each step is kept if
 * the same check fails. Delta debugging: Zeller and Hildebrandt, "Simplifying and Isolating Failure-Inducing Input" (2002).
 */
export async function shrink(
  trials: Trials,
  failing: Trial,
  onRun: (runs: number) => void = () => {},
): Promise<Shrunk> {
  const search = new Search(trials, failing, onRun)
  const isRepeatable = await search.begin()
  if (isRepeatable) {
    await search.cutTime()
    await search.calm()
    await search.dropFaults()
    await search.dropQuestions()
    await search.dropFaults()
    await search.shorten()
    await search.cutTime()
  }
  return {
    trial: search.best,
    runs: search.runs,
    faults: [failing.run.strikes.length, search.best.run.strikes.length],
    operations: [failing.operations.length, search.best.operations.length],
    isRepeatable,
  }
}

class Search {
  best: Trial
  runs = 0
  readonly #trials: Trials
  readonly #failure: string | undefined
  readonly #onRun: (runs: number) => void

  constructor(trials: Trials, failing: Trial, onRun: (runs: number) => void) {
    this.#trials = trials
    this.#failure = failureOf(failing)
    this.best = failing
    this.#onRun = onRun
  }

  /** Runs it again by what it came to, and sees whether it fails again. */
  begin(): Promise<boolean> {
    return this.#try({ faults: this.best.run.strikes.map(({ fault }) => fault) })
  }

  /** Nothing is asked after what is wrong was seen. */
  async cutTime(): Promise<void> {
    const { run, result, options } = this.best
    const ends = (result?.counterexample ?? []).map(({ returnNs, callNs = 0 }) => returnNs ?? callNs)
    if (ends.length > 0) {
      const neededMs = Math.ceil(Math.max(...ends) / NS_PER_MS - run.loadFromUs / 1000) + 1
      if (neededMs < options.timeLimitMs && (await this.#lasting(Math.max(LEAST_MS, neededMs)))) return
    }
    for (let ms = options.timeLimitMs / 2; ms >= LEAST_MS; ms /= 2) {
      if (!(await this.#lasting(Math.round(ms)))) return
    }
  }

  /** Without loss, without duplicates, each message as long under way as any other. */
  async calm(): Promise<void> {
    const { options } = this.best
    if (options.loss > 0) await this.#try({ options: { loss: 0 } })
    if (options.duplication > 0) await this.#try({ options: { duplication: 0 } })
    if (options.latency.distribution !== 'constant') {
      await this.#try({ options: { latency: { ...options.latency, distribution: 'constant' } } })
    }
  }

  async dropFaults(): Promise<void> {
    const { faults = [] } = this.best.schedule.plan
    await withFewer(faults, (left) => this.#try({ faults: left }))
  }

  async dropQuestions(): Promise<void> {
    const { skip = new Set<number>() } = this.best.schedule.plan
    const turns = Array.from({ length: this.best.run.turns }, (_, at) => at)
    const all = turns.filter((at) => !skip.has(at))
    await withFewer(all, (left) => {
      const kept = new Set(left)
      return this.#try({ skip: new Set(turns.filter((at) => !kept.has(at))) })
    })
  }

  /** Each fault that is left lasts half as long, as often as that will do. */
  async shorten(): Promise<void> {
    const count = this.best.schedule.plan.faults?.length ?? 0
    for (let at = 0; at < count; at += 1) {
      while (await this.#halved(at)) {
        // As often as it will do.
      }
    }
  }

  #halved(at: number): Promise<boolean> {
    const { faults = [] } = this.best.schedule.plan
    const fault = faults[at]
    if (fault === undefined || fault.toMs - fault.fromMs < LEAST_MS) return Promise.resolve(false)
    const shorter: ClusterFault = { ...fault, toMs: Math.round((fault.fromMs + fault.toMs) / 2) }
    return this.#try({ faults: faults.with(at, shorter) })
  }

  #lasting(timeLimitMs: number): Promise<boolean> {
    const { faults = [] } = this.best.schedule.plan
    const kept = faults
      .filter(({ fromMs }) => fromMs < timeLimitMs)
      .map((fault) => ({ ...fault, toMs: Math.min(fault.toMs, timeLimitMs) }))
    return this.#try({ options: { timeLimitMs }, faults: kept })
  }

  /** Runs the best with a change, and makes it the best if it fails in the same way. */
  async #try(change: Change): Promise<boolean> {
    if (this.runs >= SHRINK_RUNS) return false
    this.runs += 1
    this.#onRun(this.runs)
    const { schedule } = this.best
    const { options, faults, skip } = change
    const kinds = faults === undefined ? {} : { nemesis: kindsOf(faults) }
    const trial = await this.#trials.run({
      options: { ...schedule.options, ...options, ...kinds },
      plan: {
        ...schedule.plan,
        ...(faults === undefined ? {} : { faults }),
        ...(skip === undefined ? {} : { skip }),
      },
    })
    const fails = failureOf(trial) === this.#failure
    if (fails) this.best = trial
    return fails
  }
}

/** What is not done any more is not asked for, either. */
function kindsOf(faults: readonly ClusterFault[]): readonly FaultKind[] {
  return FAULT_KINDS.filter((kind) => faults.some((fault) => fault.kind === kind))
}

interface Change {
  readonly options?: Partial<Schedule['options']>
  readonly faults?: readonly ClusterFault[]
  readonly skip?: ReadonlySet<number>
}

/** Leaves out as many as will do: half of them, then quarters, then one by one. */
async function withFewer<One>(
  all: readonly One[],
  stillFails: (left: readonly One[]) => Promise<boolean>,
): Promise<void> {
  let left = all
  if (left.length > 0 && (await stillFails([]))) return
  for (let size = Math.ceil(left.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let from = 0; from < left.length; ) {
      const fewer = [...left.slice(0, from), ...left.slice(from + size)]
      if (fewer.length > 0 && (await stillFails(fewer))) left = fewer
      else from += size
    }
  }
}

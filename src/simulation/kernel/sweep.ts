import { type Interval, interval95 } from '../../lib/statistics.ts'
import { type Assertion, holds, shortfall, sideValue } from './assertion.ts'
import type { Parameters, RunResult, Scenario, Violation } from './scenario.ts'
import { TraceHash } from './trace-hash.ts'

/** One run in this many is run twice and compared: 5 %. The first always is. */
const CHECK_EVERY = 20

export interface SweepOptions {
  readonly firstSeed: number
  readonly count: number
  readonly parameters: Parameters
  readonly mutant?: string
  readonly assertions: readonly Assertion[]
  /** Called after each seed, so that the caller can show progress and let others run. */
  readonly afterSeed?: (done: number) => Promise<void> | void
}

export interface SweepViolation extends Violation {
  /** The first seed that showed it; `atUs` and `story` are of that run. */
  readonly seed: number
  readonly seeds: number
}

export interface AssertionResult {
  readonly assertion: Assertion
  readonly failedSeeds: readonly number[]
  /** The run that is furthest on the wrong side, or closest to it. */
  readonly worst: { readonly seed: number; readonly left: number; readonly right: number }
}

export interface SweepResult {
  readonly firstSeed: number
  readonly count: number
  readonly events: number
  /** Of the one run, or over the hashes of all runs in the order of their seeds. */
  readonly traceHash: string
  /** Seeds that broke an invariant or an assertion, ascending. */
  readonly failedSeeds: readonly number[]
  /** One for each invariant that was broken. */
  readonly violations: readonly SweepViolation[]
  readonly assertions: readonly AssertionResult[]
  /** Over the seeds; for one seed its values, with bounds that are NaN. */
  readonly metrics: Readonly<Record<string, Interval>>
  /** Over all seeds, how often each coverage goal was met. */
  readonly coverage: Readonly<Record<string, number>>
  /** The run of the first seed that failed, else of the first seed. */
  readonly shown: RunResult
}

/** Runs a scenario on seed after seed. Keeps no more of a run than its numbers. */
export async function sweep(scenario: Scenario, options: SweepOptions): Promise<SweepResult> {
  const tally = new Tally(options)
  const runOptions = options.mutant === undefined ? {} : { mutant: options.mutant }
  for (let done = 0; done < options.count; done += 1) {
    const seed = options.firstSeed + done
    const result = scenario.run(seed, options.parameters, runOptions)
    if (done % CHECK_EVERY === 0) {
      assertSameRun(result, scenario.run(seed, options.parameters, runOptions))
    }
    tally.add(result)
    await options.afterSeed?.(done + 1)
  }
  return tally.result()
}

/** A difference means that something outside the seed got into the run: our fault, not the user's. */
export function assertSameRun(first: RunResult, second: RunResult): void {
  const ids = Object.keys(first.metrics)
  const differing = ids.filter((id) => !Object.is(first.metrics[id], second.metrics[id]))
  if (first.traceHash === second.traceHash && differing.length === 0) return
  const what = differing.length > 0 ? differing.join(', ') : `${first.traceHash}, then ${second.traceHash}`
  throw new Error(`seed ${first.seed} gave two different runs (${what})`)
}

class Tally {
  #events = 0
  #shown: RunResult | undefined
  #shownFailed = false
  readonly #hash = new TraceHash()
  readonly #values: Record<string, number[]> = {}
  readonly #coverage: Record<string, number> = {}
  readonly #violations = new Map<string, SweepViolation>()
  readonly #assertions: AssertionTally[]
  readonly #failedSeeds: number[] = []
  readonly #options: SweepOptions

  constructor(options: SweepOptions) {
    this.#options = options
    this.#assertions = options.assertions.map((assertion) => new AssertionTally(assertion))
  }

  add(result: RunResult): void {
    this.#events += result.events
    this.#hash.addDigest(result.traceHash)
    for (const [id, value] of Object.entries(result.metrics)) push(this.#values, id, value)
    for (const [id, times] of Object.entries(result.coverage)) {
      this.#coverage[id] = (this.#coverage[id] ?? 0) + times
    }
    for (const violation of result.violations) this.#addViolation(result.seed, violation)
    const broken = this.#assertions.filter((tally) => tally.add(result)).length
    this.#show(result, broken > 0 || result.violations.length > 0)
  }

  #show(result: RunResult, failed: boolean): void {
    if (failed) this.#failedSeeds.push(result.seed)
    if (this.#shown !== undefined && (this.#shownFailed || !failed)) return
    this.#shown = result
    this.#shownFailed = failed
  }

  #addViolation(seed: number, violation: Violation): void {
    const known = this.#violations.get(violation.invariant)
    const seeds = (known?.seeds ?? 0) + 1
    this.#violations.set(violation.invariant, { ...(known ?? { ...violation, seed }), seeds })
  }

  result(): SweepResult {
    const { firstSeed, count } = this.#options
    if (this.#shown === undefined) throw new Error('a sweep needs at least one seed')
    return {
      firstSeed,
      count,
      events: this.#events,
      traceHash: count === 1 ? this.#shown.traceHash : this.#hash.digest(),
      failedSeeds: this.#failedSeeds,
      violations: [...this.#violations.values()],
      assertions: this.#assertions.map((tally) => tally.result()),
      metrics: Object.fromEntries(Object.entries(this.#values).map(([id, all]) => [id, interval95(all)])),
      coverage: this.#coverage,
      shown: this.#shown,
    }
  }
}

class AssertionTally {
  #worst: AssertionResult['worst'] | undefined
  #worstBy = Number.NEGATIVE_INFINITY
  readonly #failedSeeds: number[] = []
  readonly #assertion: Assertion

  constructor(assertion: Assertion) {
    this.#assertion = assertion
  }

  /** True when the run breaks the assertion. */
  add({ seed, metrics }: RunResult): boolean {
    const by = shortfall(this.#assertion, metrics)
    if (this.#worst === undefined || by > this.#worstBy) {
      const { left, right } = this.#assertion
      this.#worst = { seed, left: sideValue(left, metrics), right: sideValue(right, metrics) }
      this.#worstBy = by
    }
    const broken = !holds(this.#assertion, metrics)
    if (broken) this.#failedSeeds.push(seed)
    return broken
  }

  result(): AssertionResult {
    if (this.#worst === undefined) throw new Error('an assertion was judged without a run')
    return { assertion: this.#assertion, failedSeeds: this.#failedSeeds, worst: this.#worst }
  }
}

function push(lists: Record<string, number[]>, id: string, value: number): void {
  const list = lists[id]
  if (list === undefined) lists[id] = [value]
  else list.push(value)
}

import { Moments, type MomentsData } from '../../lib/moments.ts'
import type { Interval } from '../../lib/statistics.ts'
import type { Assertion } from './assertion.ts'
import {
  type AssertionData,
  type AssertionResult,
  AssertionTally,
  type MetAfterHeal,
} from './assertion-tally.ts'
import type { RunResult, Violation } from './scenario.ts'
import { SeedList, type SeedListData } from './seed-list.ts'
import { TraceHash } from './trace-hash.ts'

export interface SweepViolation extends Violation {
  /** The lowest seed that showed it; `atUs` and `story` are of that run. */
  readonly seed: number
  readonly seeds: number
}

/** All that is kept of some seeds, as plain data: the parts of a sweep are merged in any order. */
export interface TallyData {
  readonly seeds: number
  readonly events: number
  /** The sums of both halves of the runs' hashes, each folded with its seed. */
  readonly hash: readonly [low: number, high: number]
  /** Of the one run, when there is only one. */
  readonly onlyHash: string
  readonly failed: SeedListData
  /** Seeds whose run was stopped because it did not end by itself. */
  readonly endless: SeedListData
  readonly violations: readonly SweepViolation[]
  readonly assertions: readonly AssertionData[]
  readonly metrics: Readonly<Record<string, MomentsData>>
  readonly coverage: Readonly<Record<string, number>>
}

export interface TallyResult {
  readonly seeds: number
  readonly events: number
  /** Of the one run, or over the hashes of all runs and their seeds. */
  readonly traceHash: string
  /** Seeds that broke an invariant or an assertion that is judged on each seed. */
  readonly failed: SeedListData
  readonly endless: SeedListData
  /** One for each invariant that was broken. */
  readonly violations: readonly SweepViolation[]
  readonly assertions: readonly AssertionResult[]
  /** Over the seeds that have a value; for one seed its value, with bounds that are NaN. */
  readonly metrics: Readonly<Record<string, Interval>>
  /** Over all seeds, how often each coverage goal was met. */
  readonly coverage: Readonly<Record<string, number>>
}

/** Runs in, numbers out: constant space however many seeds there are. */
export class Tally {
  #seeds = 0
  #events = 0
  #low = 0
  #high = 0
  #onlyHash = ''
  readonly #failed = new SeedList()
  readonly #endless = new SeedList()
  readonly #metrics: Record<string, Moments> = {}
  readonly #coverage: Record<string, number> = {}
  readonly #violations = new Map<string, SweepViolation>()
  readonly #assertions: AssertionTally[]

  constructor(assertions: readonly Assertion[]) {
    this.#assertions = assertions.map((assertion) => new AssertionTally(assertion))
  }

  /** Runs come in ascending order of their seeds. */
  add(run: RunResult, metAfterHeal: MetAfterHeal): void {
    this.#seeds += 1
    this.#events += run.events
    this.#addHash(run)
    for (const id in run.metrics) this.#moments(id).add(run.metrics[id] ?? Number.NaN)
    for (const id in run.coverage) this.#cover(id, run.coverage[id] ?? 0)
    for (const violation of run.violations) this.#addViolation({ ...violation, seed: run.seed, seeds: 1 })
    if (run.end === 'out-of-events') this.#endless.add(run.seed)
    const broken = this.#assertions.filter((tally) => tally.add(run, metAfterHeal)).length
    if (broken > 0 || run.violations.length > 0) this.#failed.add(run.seed)
  }

  /** Sums do not depend on the order, and the seed in each keeps two runs from changing places. */
  #addHash({ seed, traceHash }: RunResult): void {
    const hash = new TraceHash()
    hash.addInteger(seed)
    hash.addDigest(traceHash)
    const digest = hash.digest()
    this.#low = (this.#low + Number.parseInt(digest.slice(8), 16)) >>> 0
    this.#high = (this.#high + Number.parseInt(digest.slice(0, 8), 16)) >>> 0
    this.#onlyHash = traceHash
  }

  #moments(id: string): Moments {
    const known = this.#metrics[id]
    if (known !== undefined) return known
    const fresh = new Moments()
    this.#metrics[id] = fresh
    return fresh
  }

  #cover(id: string, times: number): void {
    this.#coverage[id] = (this.#coverage[id] ?? 0) + times
  }

  #addViolation(violation: SweepViolation): void {
    const known = this.#violations.get(violation.invariant)
    const seeds = (known?.seeds ?? 0) + violation.seeds
    const first = known !== undefined && known.seed < violation.seed ? known : violation
    this.#violations.set(violation.invariant, { ...first, seeds })
  }

  merge(part: TallyData): void {
    this.#seeds += part.seeds
    this.#events += part.events
    this.#low = (this.#low + part.hash[0]) >>> 0
    this.#high = (this.#high + part.hash[1]) >>> 0
    this.#onlyHash = part.onlyHash
    this.#failed.merge(part.failed)
    this.#endless.merge(part.endless)
    for (const [id, data] of Object.entries(part.metrics)) this.#moments(id).merge(data)
    for (const [id, times] of Object.entries(part.coverage)) this.#cover(id, times)
    for (const violation of part.violations) this.#addViolation(violation)
    part.assertions.forEach((data, index) => {
      this.#assertions[index]?.merge(data)
    })
  }

  data(): TallyData {
    return {
      seeds: this.#seeds,
      events: this.#events,
      hash: [this.#low, this.#high],
      onlyHash: this.#onlyHash,
      failed: this.#failed.data(),
      endless: this.#endless.data(),
      violations: [...this.#violations.values()],
      assertions: this.#assertions.map((tally) => tally.data()),
      metrics: mapValues(this.#metrics, (moments) => moments.data()),
      coverage: { ...this.#coverage },
    }
  }

  result(): TallyResult {
    if (this.#seeds === 0) throw new Error('a sweep needs at least one seed')
    return {
      seeds: this.#seeds,
      events: this.#events,
      traceHash: this.#seeds === 1 ? this.#onlyHash : this.#digest(),
      failed: this.#failed.data(),
      endless: this.#endless.data(),
      violations: [...this.#violations.values()].sort((a, b) => a.seed - b.seed || order(a, b)),
      assertions: this.#assertions.map((tally) => tally.result()),
      metrics: mapValues(sorted(this.#metrics), (moments) => moments.interval()),
      coverage: sorted(this.#coverage),
    }
  }

  #digest(): string {
    const hash = new TraceHash()
    hash.addInteger(this.#seeds)
    hash.add(this.#low | 0, this.#high | 0)
    return hash.digest()
  }
}

function order(a: Violation, b: Violation): number {
  return a.atUs - b.atUs || (a.invariant < b.invariant ? -1 : 1)
}

/** Which thread was first must not show in the order of the keys. */
function sorted<T>(values: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1)))
}

function mapValues<T, U>(values: Readonly<Record<string, T>>, of: (value: T) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(values).map(([id, value]) => [id, of(value)]))
}

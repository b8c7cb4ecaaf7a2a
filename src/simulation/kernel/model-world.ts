import { RandomStream } from '../../lib/prng.ts'
import type { Unit } from '../../lib/quantity.ts'
import { BatchMeans } from './batch-means.ts'
import type { Counter, EventModel, EventRun, EventWorld } from './event-model.ts'
import { EventQueue } from './event-queue.ts'
import { Histogram } from './histogram.ts'
import { Population } from './population.ts'
import type { Caption, Series, Violation } from './scenario.ts'
import { TraceHash } from './trace-hash.ts'
import { EVENTS_PER_BEAT, type RunBudget, type RunEnd } from './world.ts'

const TWO_TO_32 = 4294967296
const MOST_CAPTIONS = 60
/** With the lines that name the run, the breach and the rule, a story has at most 19 lines. */
const STORY_LINES = 16
/** Charts are this many buckets wide unless the model says otherwise. */
const BUCKETS = 120
const MOST_BUCKETS = 10_000
const SECOND_US = 1_000_000

export interface ModelWorldOptions {
  readonly model: EventModel
  readonly seed: number
  readonly telling: boolean
  /** Only these operations take part. */
  readonly operations: readonly number[] | undefined
}

interface Sampled {
  readonly id: string
  readonly title: string
  readonly unit: Unit
  readonly values: number[]
  read(): number
}

/** What a model sees of a run, and what is kept of it. */
export class ModelWorld implements EventWorld {
  nowUs = 0
  events = 0
  readonly telling: boolean
  readonly violations: Violation[] = []
  readonly captions: Caption[] = []
  readonly coverage: Record<string, number> = {}
  /** How many client operations there were, those left out included. */
  operations = 0
  readonly #queue = new EventQueue()
  readonly #hash = new TraceHash()
  readonly #options: ModelWorldOptions
  readonly #only: ReadonlySet<number> | undefined
  readonly #restarts: ((nowUs: number) => void)[] = []
  readonly #sampled: Sampled[] = []
  /** The last lines, by variant. */
  readonly #told = new Map<string, string[]>()
  #bucketUs = SECOND_US
  #measuredFromUs = 0
  /** When the current bucket ends, when the warm-up does, and the earlier of the two. */
  #bucketEndUs = Number.POSITIVE_INFINITY
  #warmUpEndUs = Number.POSITIVE_INFINITY
  #dueUs = Number.POSITIVE_INFINITY
  #stopped = false

  constructor(options: ModelWorldOptions) {
    const { model, operations, telling } = options
    this.telling = telling
    this.#options = options
    this.#only = operations === undefined ? undefined : new Set(operations)
    for (const { id } of model.goals ?? []) this.coverage[id] = 0
  }

  get traceHash(): string {
    return this.#hash.digest()
  }

  get measuredUs(): number {
    return this.nowUs - this.#measuredFromUs
  }

  simulate(run: EventRun, budget: RunBudget): RunEnd {
    if (run.warmUpUs) this.#warmUpEndUs = run.warmUpUs
    if (this.#sampled.length > 0) {
      this.#bucketUs =
        run.bucketUs ?? Math.max(1, Math.ceil((run.durationUs ?? BUCKETS * SECOND_US) / BUCKETS))
      this.#bucketEndUs = this.#bucketUs
    }
    this.#dueUs = Math.min(this.#warmUpEndUs, this.#bucketEndUs)
    run.start()
    const end = this.#steps(run, budget)
    const untilUs = end === 'out-of-time' ? budget.maxTimeUs : this.nowUs
    if (untilUs >= this.#dueUs) this.#catchUp(untilUs)
    this.nowUs = untilUs
    run.end?.(end === 'drained' && !this.#stopped)
    return end
  }

  /** Every event of every model passes here. */
  #steps(run: EventRun, { maxEvents, maxTimeUs, beat }: RunBudget): RunEnd {
    const queue = this.#queue
    const hash = this.#hash
    let pauseAt = Math.min(maxEvents, EVENTS_PER_BEAT)
    while (queue.popBefore(maxTimeUs + 1)) {
      if (this.events >= pauseAt) {
        if (this.events >= maxEvents) return 'out-of-events'
        pauseAt = Math.min(maxEvents, pauseAt + EVENTS_PER_BEAT)
        beat?.()
      }
      const { timeUs, kind, subject } = queue
      if (timeUs >= this.#dueUs) this.#catchUp(timeUs)
      this.nowUs = timeUs
      this.events += 1
      // As in world.ts; a method for both would cost one event in twenty.
      hash.add(timeUs | 0, Math.imul(subject, 251) + kind + ((timeUs / TWO_TO_32) | 0))
      run.handle(kind, subject)
    }
    return queue.length > 0 ? 'out-of-time' : 'drained'
  }

  schedule(delayUs: number, kind: number, subject = 0): void {
    // Not Math.round, which is slower; the two agree wherever time can be counted in microseconds.
    const roundedUs = Math.floor(delayUs + 0.5)
    if (!(roundedUs >= 0) || (kind & 255) !== kind || (subject | 0) !== subject) {
      throw new Error(`${this.#options.model.id} scheduled event ${kind} of ${subject} in ${delayUs} us`)
    }
    if (!this.#stopped) this.#queue.push(this.nowUs + roundedUs, kind, subject)
  }

  stop(): void {
    this.#stopped = true
    this.#queue.clear()
  }

  random(name: string): RandomStream {
    return new RandomStream(this.#options.seed, name)
  }

  begins(n: number): boolean {
    if (n >= this.operations) this.operations = n + 1
    return this.#only === undefined || this.#only.has(n)
  }

  counter(): Counter {
    const counter = { value: 0 }
    this.#restarts.push(() => {
      counter.value = 0
    })
    return counter
  }

  histogram(): Histogram {
    return this.#restarting(new Histogram())
  }

  population(): Population {
    return this.#restarting(new Population())
  }

  batchMeans(): BatchMeans {
    return this.#restarting(new BatchMeans())
  }

  series(id: string, title: string, unit: Unit, read: () => number): void {
    this.#sampled.push({ id, title, unit, read, values: [] })
  }

  allSeries(): Series[] {
    const bucketUs = this.#bucketUs
    return this.#sampled.map(({ id, title, unit, values }) => ({ id, title, unit, bucketUs, values }))
  }

  moment(goal: string): void {
    this.coverage[goal] = (this.coverage[goal] ?? 0) + 1
  }

  violated(invariant: string, detail: string, variant = ''): void {
    if (this.violations.some((known) => known.invariant === invariant)) return
    const { model } = this.#options
    const rule = model.invariants?.find(({ id }) => id === invariant)
    if (rule === undefined) throw new Error(`${model.id} lists no invariant ${invariant}`)
    const title = model.variants?.find(({ prefix }) => prefix === variant)?.title
    const story = [
      ...(title === undefined ? [] : [`in the run "${title}":`]),
      ...(this.#told.get(variant) ?? []),
      this.#line(detail),
      `broken: ${rule.statement}`,
    ]
    this.violations.push({ invariant, atUs: this.nowUs, story })
  }

  tell(text: string, variant = ''): void {
    if (!this.telling) return
    const told = this.#told.get(variant) ?? []
    told.push(this.#line(text))
    if (told.length > STORY_LINES) told.shift()
    this.#told.set(variant, told)
  }

  caption(text: string, variant = ''): void {
    this.tell(text, variant)
    if (this.captions.length === MOST_CAPTIONS) return
    this.captions.push({ atUs: this.nowUs, text, variant })
  }

  #line(text: string): string {
    return `${(this.nowUs / 1e6).toFixed(3)} s  ${text}`
  }

  #restarting<T extends { restart(nowUs: number): void }>(measure: T): T {
    this.#restarts.push((nowUs) => measure.restart(nowUs))
    return measure
  }

  /** Ends the buckets and the warm-up that are over, each at its own time. */
  #catchUp(untilUs: number): void {
    while (this.#dueUs <= untilUs) {
      this.nowUs = this.#dueUs
      if (this.#dueUs === this.#bucketEndUs) this.#endBucket()
      if (this.#dueUs === this.#warmUpEndUs) this.#endWarmUp()
      this.#dueUs = Math.min(this.#warmUpEndUs, this.#bucketEndUs)
    }
  }

  #endBucket(): void {
    for (const { values, read } of this.#sampled) values.push(read())
    const full = (this.#sampled[0]?.values.length ?? 0) >= MOST_BUCKETS
    this.#bucketEndUs = full ? Number.POSITIVE_INFINITY : this.#bucketEndUs + this.#bucketUs
  }

  #endWarmUp(): void {
    for (const restart of this.#restarts) restart(this.#warmUpEndUs)
    this.#measuredFromUs = this.#warmUpEndUs
    this.#warmUpEndUs = Number.POSITIVE_INFINITY
  }
}

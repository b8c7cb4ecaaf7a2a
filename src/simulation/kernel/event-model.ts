import type { RandomStream } from '../../lib/prng.ts'
import type { Unit } from '../../lib/quantity.ts'
import type { BatchMeans } from './batch-means.ts'
import type { Histogram } from './histogram.ts'
import type { Population } from './population.ts'
import type {
  CoverageGoal,
  Invariant,
  Metric,
  Mutant,
  Parameter,
  Parameters,
  Span,
  Variant,
} from './scenario.ts'

/*
 * All that a model without a network needs to know of the simulator: queues, servers, caches, pools.
 * A model is one object of type EventModel. Each run is an object that reacts to events, which are
 * two numbers of the model's own, and talks to the world through its EventWorld alone.
 */

/** The world of one run. Times are whole microseconds; the same seed gives the same run everywhere. */
export interface EventWorld {
  readonly nowUs: number
  /**
   * Has `kind` (0 to 255) happen to `subject` (a 32-bit integer, 0 if left out) after `delayUs`, which
   * is rounded to a whole number. Events of the same time happen in the order in which they were scheduled.
   */
  schedule(delayUs: number, kind: number, subject?: number): void
  /**
   * Random numbers that depend on the seed, this name and the number of the draw alone:
   * `service.exponential(customer)` of `service = random('service')` is the same whatever else the
   * run draws. Ask for a stream once, in `setup`; one that is drawn from in order is fastest.
   */
  random(name: string): RandomStream
  /** Client operation `n` (0, 1, ...) begins now. False when this run leaves it out: then skip it. */
  begins(n: number): boolean
  /** Ends the run after this event. */
  stop(): void

  /** Measures begin anew when the warm-up is over; ask for them once, in `setup`. */
  counter(): Counter
  histogram(): Histogram
  /** How many are inside, over time. */
  population(): Population
  /** The interval of a long-run mean from this one run. */
  batchMeans(): BatchMeans
  /** How long measures have counted, in microseconds. */
  readonly measuredUs: number
  /** For the charts: `read` is called at the end of every bucket of time. */
  series(id: string, title: string, unit: Unit, read: () => number): void

  /** Something that a coverage goal counts. */
  moment(goal: string): void
  /** Reports a broken invariant, and by what. The first report of each counts. */
  violated(invariant: string, detail: string, variant?: string): void
  /** True when somebody wants to hear the story; build the text of `tell` only then. */
  readonly telling: boolean
  /** One plain sentence about what happens now; the last of them (of that variant) explain a violation. */
  tell(text: string, variant?: string): void
  /** The same for what is worth telling in every replay; at most 60 of a run are kept. */
  caption(text: string, variant?: string): void
}

/** Counts what happened since the warm-up. */
export interface Counter {
  value: number
}

/** One run. */
export interface EventRun {
  /** The run ends then, if it has not ended by itself. */
  readonly durationUs?: number
  /** Measures begin then. Default 0. */
  readonly warmUpUs?: number
  /** Length of a bucket of the series (default: a 120th of the duration, else a second). */
  readonly bucketUs?: number
  /** Stretches of time to mark under the charts. */
  readonly spans?: readonly Span[]
  /** At time 0. Schedules the first events. */
  start(): void
  handle(kind: number, subject: number): void
  /** When nothing is left to happen (`drained`) or the time is over: the place for checks of the whole. */
  end?(drained: boolean): void
  /** By metric id, in the metric's unit; what is left out has no value. */
  metrics(): Readonly<Record<string, number>>
}

/** What can be simulated without a network. Default export of a user's own model. */
export interface EventModel {
  readonly id: string
  readonly title: string
  /** Raised whenever the same seed comes to mean another run (default 1). */
  readonly version?: number
  /** Slug of the lesson that it belongs to. */
  readonly lesson?: string
  /** Columns of numbers that belong together, by the prefix of their ids (default: one, without prefix). */
  readonly variants?: readonly Variant[]
  readonly parameters: readonly Parameter[]
  readonly metrics: readonly Metric[]
  readonly invariants?: readonly Invariant[]
  /** Each `id` is a moment that must have happened at least once over the sweep. */
  readonly goals?: readonly CoverageGoal[]
  readonly mutants?: readonly Mutant[]
  /** Called anew for every run; keep nothing of a run outside the object that it gives. */
  setup(world: EventWorld, parameters: Parameters, mutant: string | undefined): EventRun
  /** A few sentences on what the metrics of a run say. */
  tell?(metrics: Readonly<Record<string, number>>, parameters: Parameters): readonly string[]
}

import type { Unit } from '../../lib/quantity.ts'
import type { Fault, FaultKind, FaultRule } from './fault.ts'
import type { Trace } from './trace.ts'

export interface Parameter {
  readonly id: string
  readonly unit: Unit
  readonly default: number
  readonly min: number
  readonly max: number
  /** Only whole numbers make sense. */
  readonly whole?: boolean
  readonly description: string
}

export type Parameters = Readonly<Record<string, number>>

export interface Metric {
  /** As assertions name it, such as `p99` or `without.p99`. */
  readonly id: string
  readonly unit: Unit
  readonly description: string
}

/** What must never be broken, in any run of the correct version. */
export interface Invariant {
  readonly id: string
  readonly statement: string
}

/** What a run should have come across; a sweep that never met a goal has shown little. */
export interface CoverageGoal {
  readonly id: string
  readonly statement: string
}

/** The scenario with one mistake in it, to show that the invariants notice. */
export interface Mutant {
  readonly id: string
  readonly title: string
  /** The invariants that notice it. */
  readonly breaks: readonly string[]
  /** A sweep of so many seeds at the defaults finds it. Default: 10. */
  readonly budget?: number
}

export interface Violation {
  readonly invariant: string
  readonly atUs: number
  /** At most 20 lines in plain words, from the first cause to the broken rule. */
  readonly story: readonly string[]
}

/** One number per bucket of virtual time. */
export interface Series {
  readonly id: string
  readonly title: string
  readonly unit: Unit
  readonly bucketUs: number
  readonly values: readonly number[]
}

/** Something worth telling while the run is replayed. */
export interface Caption {
  readonly atUs: number
  readonly text: string
  /** The prefix of the variant in which it happened, '' for the first. */
  readonly variant: string
}

/** A stretch of time to mark under a chart, such as an outage. */
export interface Span {
  readonly fromUs: number
  readonly toUs: number
  readonly text: string
}

/** Runs shown side by side: the same world, all random draws in common, one thing changed. */
export interface Variant {
  /** What the ids of its metrics and series begin with, such as `without.`; '' for the first. */
  readonly prefix: string
  readonly title: string
}

export interface RunResult {
  readonly seed: number
  readonly traceHash: string
  readonly events: number
  /** Virtual time at the end. */
  readonly endUs: number
  /** One for each invariant that was broken. */
  readonly violations: readonly Violation[]
  /** By metric id, in the metric's unit; NaN where a run gives none. */
  readonly metrics: Readonly<Record<string, number>>
  readonly series: readonly Series[]
  readonly captions: readonly Caption[]
  readonly spans: readonly Span[]
  /** How often each coverage goal was met. */
  readonly coverage: Readonly<Record<string, number>>
  /** The faults that struck, those of rules included: run again with exactly these, nothing changes. */
  readonly faults: readonly Fault[]
  /** How many client operations there were; they are numbered from 0. */
  readonly operations: number
  /** `out-of-events`: it was stopped, because it did not end by itself. */
  readonly end: RunEnd
  /** Only with `tracing`. It is made when it is first asked for, by running the run again. */
  readonly trace?: Trace
}

/** `done`: nothing was left to happen, or the time was over. */
export type RunEnd = 'done' | 'out-of-events'

export interface RunOptions {
  readonly mutant?: string
  /** Exactly these faults. Without it the scenario draws its own from the seed. */
  readonly faults?: readonly (Fault | FaultRule)[]
  /** Only these of the seed's client operations. Without it all. */
  readonly operations?: readonly number[]
  /** The run ends here, even if more would happen. */
  readonly untilUs?: number
  /** Tell stories and captions, and be ready to give a trace. It changes no step and no hash. */
  readonly tracing?: boolean
  readonly maxEvents?: number
  /** Called now and then while the run goes on, so that somebody can tell a long run from one that hangs. */
  readonly beat?: () => void
}

export interface Scenario {
  readonly id: string
  readonly title: string
  /** Raised whenever the same seed comes to mean another run. */
  readonly version: number
  /** Slug of the lesson that it belongs to. */
  readonly lesson: string
  readonly variants: readonly Variant[]
  readonly parameters: readonly Parameter[]
  readonly metrics: readonly Metric[]
  readonly invariants: readonly Invariant[]
  readonly goals: readonly CoverageGoal[]
  readonly mutants: readonly Mutant[]
  /** The kinds of faults that it can be given; none for a model without a network. */
  readonly faultKinds: readonly FaultKind[]
  /** Moments that fault rules can wait for, as far as the model names them beforehand. */
  readonly moments?: readonly string[]
  /** A run with `tracing` leaves a trace: there are nodes and messages to be watched. */
  readonly traced?: boolean
  /** Pure: the same arguments give the same result on every machine. */
  run(seed: number, parameters: Parameters, options?: RunOptions): RunResult
  /** What the run showed, in a few plain sentences. */
  tell(result: RunResult, parameters: Parameters): readonly string[]
}

import type { CodeNote } from './code/note.ts'
import type { Fault } from './fault.ts'

export type Verdict = 'pass' | 'weak' | 'fail' | 'inconclusive'

export interface Step {
  /** Virtual milliseconds since the start of the sequence. */
  readonly atMs: number
  readonly action: string
  readonly happened: string
  /** What the contract asks for, at the one operation that departs from it. */
  readonly expected?: string
  /** What the program printed meanwhile. */
  readonly printed?: string
}

/** The shortest sequence found that shows the fault. */
export interface Counterexample {
  /** How the subject is created, in the program's language. */
  readonly setup: string
  readonly steps: readonly Step[]
}

export interface Check {
  /** Id of a property of the contract, or `runs`. */
  readonly id: string
  readonly title: string
  readonly verdict: Verdict
  /** What was promised and what happened, in plain sentences. */
  readonly message: string
  readonly counterexample?: Counterexample
}

export interface Diagnosis {
  /** Ids of the misconceptions. */
  readonly ids: readonly string[]
  readonly message: string
}

export interface SpeedReading {
  /** With many entries, the grader's own part included. */
  readonly operationsPerSecond: number
  /** Cost of an operation with many entries over that with few. */
  readonly growth: number
  /** It did not get through in time: the rate is at most, the growth at least, what stands here. */
  readonly unfinished?: true
}

/** What was observed; it never changes the verdict. */
export interface Speed extends SpeedReading {
  /** How many are few, and how many are many. */
  readonly entries: readonly [number, number]
  readonly reference: SpeedReading
  /** The cost grows with what is held, and the reference's does not. */
  readonly growsWithSize: boolean
}

/** What was observed of a component that holds nothing whose number could grow. */
export interface Rate {
  readonly operationsPerSecond: number
  readonly reference: { readonly operationsPerSecond: number }
}

export interface Grade {
  readonly verdict: Verdict
  readonly pattern: string
  readonly language: string
  /** As the user named it. */
  readonly file: string
  /** The seed that the checks speak of: the first that failed, else the first. */
  readonly seed: number
  readonly seeds: number
  /** How many sequences were run, without those of the search for a shorter one. */
  readonly sequences: number
  readonly checks: readonly Check[]
  readonly diagnosis?: Diagnosis
  readonly fault?: Fault
  /** Present when it was asked for and the program passed. */
  readonly speed?: Speed | Rate
  /** What the program's text is like; it never changes the verdict. */
  readonly code?: CodeNote
  /** Where failing cases are kept, how many of before were tried first, and how many came to them. */
  readonly kept?: {
    readonly file: string
    readonly tried: number
    readonly added: number
    /** Why nothing could be kept, although there was something. */
    readonly problem?: string
  }
  /** Present when a sandbox was asked for; `problem` says why there was none. */
  readonly sandbox?: { readonly problem?: string }
  /** The command that gives the same result again. */
  readonly replay: string
}

/** A failure outweighs all; a check that could not be judged outweighs one that had no chance to bite. */
export function overall(checks: readonly Check[]): Verdict {
  const order = ['fail', 'inconclusive', 'weak'] as const
  return order.find((verdict) => checks.some((check) => check.verdict === verdict)) ?? 'pass'
}

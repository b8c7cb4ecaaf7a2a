import type { ClusterOptions } from '../options.ts'
import type { Sweep } from './sweep.ts'
import type { Trials } from './trial.ts'

/** What runs in virtual time took, and what came of them. */
export interface VirtualFigures {
  readonly seeds: number
  /** Runs before the first that failed, or all. */
  readonly passed: number
  readonly failedSeed?: number
  /** The run that is told failed in an earlier test, and was kept. */
  readonly wasKept: boolean
  /** All runs, those that made the failure smaller included. */
  readonly runs: number
  /** Events that nodes were told. */
  readonly steps: number
  readonly simulatedMs: number
  /** Of the run that is told: the same schedule gives the same hash. */
  readonly traceHash: string
  readonly shrunk?: {
    readonly runs: number
    readonly faults: readonly [before: number, after: number]
    readonly operations: readonly [before: number, after: number]
    /** False when the very same schedule did not fail again. */
    readonly isRepeatable: boolean
  }
  /** What a node did differently when a run was repeated: then nothing of it can be replayed. */
  readonly difference?: string
}

export function figuresOf(seen: Sweep, trials: Trials, { seeds }: ClusterOptions): VirtualFigures {
  const { passed, failedSeed, wasKept, shown, shrunk, difference } = seen
  return {
    ...{ seeds, passed, wasKept, runs: trials.runs, steps: trials.steps },
    simulatedMs: Math.round(trials.simulatedUs / 1000),
    traceHash: shown.run.traceHash,
    ...(failedSeed === undefined ? {} : { failedSeed }),
    ...(difference === undefined ? {} : { difference }),
    ...(shrunk === undefined ? {} : { shrunk: withoutTrial(shrunk) }),
  }
}

function withoutTrial({ runs, faults, operations, isRepeatable }: NonNullable<Sweep['shrunk']>) {
  return { runs, faults, operations, isRepeatable }
}

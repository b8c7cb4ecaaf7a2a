import type { Parameters } from './kernel/scenario.ts'
import type { Shrunk } from './kernel/shrink.ts'
import type { TallyResult } from './kernel/tally.ts'
import type { Expected } from './runs/replay-format.ts'
import type { ShardReport } from './runs/shard-report.ts'
import type { ScenarioInfo, ShownRun } from './runs/task.ts'
import type { SeedRange } from './seeds.ts'

/** What the user asked for, as typed. */
export interface SimulationRequest {
  /** An id of the catalogue or the path of a model. */
  readonly scenario: string | undefined
  readonly seed?: string | undefined
  readonly seeds?: string | undefined
  readonly settings: readonly string[]
  readonly assertions: readonly string[]
  /** A YAML file with more of them. */
  readonly assertionsFile?: string | undefined
  readonly mutant?: string | undefined
  /** `swarm`, `none` or a file. */
  readonly faults?: string | undefined
  readonly maxEvents?: number | undefined
  readonly jobs?: number | undefined
  readonly shard?: string | undefined
  /** Make the first failing run small. Default: no. */
  readonly shrink?: boolean | undefined
  /** Folder or file for the shrunk run; without it nothing is written. */
  readonly save?: string | undefined
  /** What paths are relative to. */
  readonly cwd: string
  /** Of this program, for what is written. */
  readonly version: string
  readonly afterSeeds?: ((done: number, of: number) => Promise<void> | void) | undefined
}

/**
 * `weak`: all held, but a goal was never met or an interval decided nothing, so that little was
 * shown. `inconclusive`: a run was stopped because it did not end.
 */
export type SimulationVerdict = 'pass' | 'weak' | 'inconclusive' | 'fail'

/** The first failing run, made small. */
export interface ShrunkRun extends Shrunk {
  readonly seed: number
  /** Where it was written to, as one would type it; undefined when it was not. */
  readonly file: string | undefined
  /** The command that runs the file. */
  readonly replay: string
}

export interface SimulationOutcome {
  readonly verdict: SimulationVerdict
  /** What paths are relative to. */
  readonly cwd: string
  readonly scenario: ScenarioInfo
  readonly mutant?: string | undefined
  readonly parameters: Parameters
  /** Of the whole sweep, also when only a part of it was run. */
  readonly seeds: SeedRange
  readonly shard?: ShardReport | undefined
  readonly sweep: TallyResult
  /** The run of the first seed that failed, else of the first seed. */
  readonly shown: ShownRun
  readonly shrunk?: ShrunkRun | undefined
  /** Goals that no run met. */
  readonly unmetGoals: readonly string[]
  /** The command that runs the first failing seed again; the only seed, or all of them, when none failed. */
  readonly replay: string
  /** For each assertion that failed on the mean over several seeds, the run that is furthest off. */
  readonly worstSeeds: readonly WorstSeed[]
  /** Only when a file was replayed. */
  readonly replayed?: Replayed
  /** What went wrong beside the runs, such as a file that cannot be written. */
  readonly notes: readonly string[]
}

export interface WorstSeed {
  /** The assertion as it was typed. */
  readonly assertion: string
  readonly seed: number
  /** The command that runs this seed alone. */
  readonly replay: string
}

export interface Replayed {
  readonly expected: Expected
  /** Version of the program that wrote the file. */
  readonly writtenBy: string
  /** The invariant or the assertion that the file was written for fails in this run too. */
  readonly stillBroken: boolean
  /** Every step was the same. */
  readonly sameTrace: boolean
}

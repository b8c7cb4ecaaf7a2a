import type { Fault, FaultRule } from '../kernel/fault.ts'
import type { SweepPlan } from '../kernel/sweep.ts'
import type { TallyData } from '../kernel/tally.ts'
import type { SimulationRequest } from '../request.ts'
import type { SeedRange, Shard } from '../seeds.ts'

/** What a report of a part of a sweep carries, so that all parts together give the report of the whole. */
export interface ShardReport extends Shard {
  /** Of the whole sweep. */
  readonly seeds: SeedRange
  /** As typed, for the command that repeats the whole. */
  readonly request: {
    readonly scenario: string
    readonly seeds?: string
    readonly settings: readonly string[]
    readonly assertions: readonly string[]
    readonly assertionsFile?: string
    readonly mutant?: string
    readonly faults?: string
    readonly maxEvents?: number
  }
  /** All assertions, those of the file included. */
  readonly assertions: readonly string[]
  /** The schedule of the file, if one was given; the machine that merges may not have it. */
  readonly faults?: readonly (Fault | FaultRule)[]
  readonly tally: TallyData
}

export function shardReport(
  request: SimulationRequest,
  plan: SweepPlan,
  part: { readonly shard: Shard; readonly seeds: SeedRange; readonly tally: TallyData },
): ShardReport {
  const { seeds, mutant, faults, maxEvents, assertionsFile, settings, assertions } = request
  return {
    ...part.shard,
    seeds: part.seeds,
    request: {
      scenario: request.scenario ?? '',
      settings,
      assertions,
      ...(seeds !== undefined && { seeds }),
      ...(assertionsFile !== undefined && { assertionsFile }),
      ...(mutant !== undefined && { mutant }),
      ...(faults !== undefined && { faults }),
      ...(maxEvents !== undefined && { maxEvents }),
    },
    assertions: plan.assertions.map(({ text }) => text),
    ...(plan.options.faults !== undefined && { faults: plan.options.faults }),
    tally: part.tally,
  }
}

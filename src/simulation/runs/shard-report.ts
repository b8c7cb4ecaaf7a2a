import type { Fault, FaultRule } from '../kernel/fault.ts'
import type { SweepPlan } from '../kernel/sweep.ts'
import type { TallyData } from '../kernel/tally.ts'
import type { SimulationRequest } from '../request.ts'
import type { SeedRange, Shard } from '../seeds.ts'
import { partDigest } from './part-digest.ts'
import type { ScenarioInfo } from './task.ts'

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
  /** Of all this and of the scenario, so that nobody changes a setting between run and merge. */
  readonly digest: string
}

export function shardReport(
  request: SimulationRequest,
  plan: SweepPlan,
  { id, version: scenarioVersion }: Pick<ScenarioInfo, 'id' | 'version'>,
  part: { readonly shard: Shard; readonly seeds: SeedRange; readonly tally: TallyData },
): ShardReport {
  const { seeds, mutant, faults, maxEvents, assertionsFile, settings, assertions, version } = request
  const shard = {
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
  const { parameters } = plan
  return { ...shard, digest: partDigest({ version, scenario: id, scenarioVersion, parameters, shard }) }
}

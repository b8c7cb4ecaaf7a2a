import { afterHeal } from './after-heal.ts'
import type { Assertion } from './assertion.ts'
import type { Parameters, RunOptions, RunResult, Scenario } from './scenario.ts'
import { Tally, type TallyData } from './tally.ts'

/**
 * One run in this many is run twice and compared: 5 %, the first among them. Where there is only
 * one, the caller compares it with the run that it shows.
 */
const CHECK_EVERY = 20

/** What all runs of a sweep have in common, as plain data. */
export interface SweepPlan {
  readonly parameters: Parameters
  readonly assertions: readonly Assertion[]
  readonly options: RunOptions
}

/** `count` seeds: `first`, `first + step`, ... */
export interface Seeds {
  readonly first: number
  readonly step: number
  readonly count: number
}

/** A stretch of the seeds of a sweep; `offset` of the `of` seeds come before it. */
export interface Chunk {
  readonly seeds: Seeds
  readonly offset: number
  readonly of: number
}

/** Runs a scenario on seed after seed and keeps no more of them than their numbers. */
export function sweepChunk(scenario: Scenario, plan: SweepPlan, { seeds, offset, of }: Chunk): TallyData {
  const tally = new Tally(plan.assertions)
  const met = afterHeal(scenario, plan.parameters)
  for (let index = 0; index < seeds.count; index += 1) {
    const seed = seeds.first + index * seeds.step
    const run = scenario.run(seed, plan.parameters, plan.options)
    if (of > 1 && (offset + index) % CHECK_EVERY === 0) {
      assertSameRun(run, scenario.run(seed, plan.parameters, plan.options))
    }
    tally.add(run, (goal, limitUs) => met({ seed, options: plan.options }, goal, limitUs))
  }
  return tally.data()
}

/** A difference means that something outside the seed got into the run. */
export function assertSameRun(first: RunResult, second: RunResult): void {
  const ids = Object.keys(first.metrics)
  const differing = ids.filter((id) => !Object.is(first.metrics[id], second.metrics[id]))
  if (first.traceHash === second.traceHash && differing.length === 0) return
  const what = differing.length > 0 ? differing.join(', ') : `${first.traceHash}, then ${second.traceHash}`
  throw new TwoRunsError(`seed ${first.seed} gave two different runs (${what})`)
}

export function requireSameHash(seed: number, first: string, second: string): void {
  if (first !== second)
    throw new TwoRunsError(`seed ${seed} gave two different runs (${first}, then ${second})`)
}

/** Our fault in a scenario of ours; the author's in a model of their own. */
export class TwoRunsError extends Error {
  override readonly name = 'TwoRunsError'
}

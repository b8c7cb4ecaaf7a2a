import type { Interval } from '../lib/statistics.ts'
import type { AssertionResult } from '../simulation/kernel/assertion-tally.ts'
import type { Scenario } from '../simulation/kernel/scenario.ts'
import type { ShrunkRun, SimulationOutcome, WorstSeed } from '../simulation/request.ts'

/** For who hands outcomes on to reports. */
export type { SimulationOutcome }

/** What `simulate --json` prints. `metrics` are means over the seeds, in the units that `--list --json` gives. */
export function simulationJson(outcome: SimulationOutcome, version: string): object {
  const { scenario, sweep, shrunk, shard, seeds } = outcome
  const single = seeds.count === 1
  return {
    verdict: outcome.verdict,
    scenario: scenario.id,
    scenarioVersion: scenario.version,
    version,
    ...(outcome.mutant !== undefined && { mutant: outcome.mutant }),
    ...(single
      ? { seed: seeds.first }
      : {
          seeds: {
            first: seeds.first,
            run: sweep.seeds,
            failed: sweep.failed.seeds,
            failedCount: sweep.failed.count,
          },
        }),
    traceHash: sweep.traceHash,
    events: sweep.events,
    parameters: outcome.parameters,
    violations: sweep.violations,
    assertions: sweep.assertions.map((result) => assertionJson(result, single, outcome.worstSeeds)),
    metrics: mapValues(sweep.metrics, ({ mean }) => mean),
    ...(!single && { intervals: sweep.metrics }),
    coverage: sweep.coverage,
    unmetGoals: outcome.unmetGoals,
    endless: sweep.endless.count,
    ...(shrunk !== undefined && { shrunk: shrunkJson(shrunk) }),
    ...(outcome.replayed !== undefined && { replayed: outcome.replayed }),
    replay: outcome.replay,
    ...(shard !== undefined && { shard }),
  }
}

function shrunkJson(shrunk: ShrunkRun): object {
  const { seed, faults, operations, operationCount, before, runs, file, traceHash, replay } = shrunk
  const { violation, assertion } = shrunk
  return {
    seed,
    faults: faults.length,
    operations: operationCount,
    file: file ?? null,
    before,
    runs,
    schedule: faults,
    ...(operations !== undefined && { operationsKept: operations }),
    ...(violation !== undefined && { violation }),
    ...(assertion !== undefined && { assertion: assertionJson(assertion, true, []) }),
    traceHash,
    ...(file !== undefined && { replay }),
  }
}

function assertionJson(result: AssertionResult, single: boolean, worstSeeds: readonly WorstSeed[]): object {
  const { assertion, verdict, failed, worst, left, right, difference } = result
  const common = { assertion: assertion.text, kind: assertion.kind, verdict, ...unitOf(result) }
  if (single) return worst === undefined ? common : { ...common, left: worst.left, right: worst.right }
  const replay = worstSeeds.find((one) => one.assertion === assertion.text)?.replay
  return {
    ...common,
    failedSeeds: failed.seeds,
    failedCount: failed.count,
    ...(worst !== undefined && { worst: { ...worst, ...(replay !== undefined && { replay }) } }),
    ...(left !== undefined && { left, right, difference }),
  }
}

function unitOf({ assertion, worst }: AssertionResult): { readonly unit?: string } {
  if ('bound' in assertion) return { unit: assertion.bound.unit }
  return worst === undefined ? {} : { unit: 'ms' }
}

/** What `simulate --list --json` prints. */
export function scenariosJson(scenarios: readonly Scenario[]): object {
  return {
    scenarios: scenarios.map(({ run: _run, tell: _tell, ...description }) => description),
  }
}

function mapValues(
  values: Readonly<Record<string, Interval>>,
  of: (value: Interval) => number,
): Record<string, number> {
  return Object.fromEntries(Object.entries(values).map(([id, value]) => [id, of(value)]))
}

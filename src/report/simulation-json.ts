import type { Interval } from '../lib/statistics.ts'
import type { AssertionResult } from '../simulation/kernel/assertion-tally.ts'
import type { Scenario } from '../simulation/kernel/scenario.ts'
import type { ShrunkRun, SimulationOutcome } from '../simulation/request.ts'

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
    assertions: sweep.assertions.map((result) => assertionJson(result, single)),
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
  const { seed, faults, operations, before, runs, file, violation, traceHash, replay } = shrunk
  return {
    seed,
    faults: faults.length,
    operations: operations.length,
    file: file ?? null,
    before,
    runs,
    schedule: faults,
    operationsKept: operations,
    violation,
    traceHash,
    ...(file !== undefined && { replay }),
  }
}

function assertionJson(result: AssertionResult, single: boolean): object {
  const { assertion, verdict, failed, worst, left, right, difference } = result
  const unit = 'bound' in assertion ? { unit: assertion.bound.unit } : {}
  const common = { assertion: assertion.text, kind: assertion.kind, verdict, ...unit }
  if (single) return worst === undefined ? common : { ...common, left: worst.left, right: worst.right }
  return {
    ...common,
    failedSeeds: failed.seeds,
    failedCount: failed.count,
    ...(worst !== undefined && { worst }),
    ...(left !== undefined && { left, right, difference }),
  }
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

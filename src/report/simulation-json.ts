import type { Interval } from '../lib/statistics.ts'
import type { Scenario } from '../simulation/kernel/scenario.ts'
import type { AssertionResult } from '../simulation/kernel/sweep.ts'
import type { SimulationOutcome } from '../simulation/simulate.ts'
import type { JUnitCase, JUnitSuite } from './junit.ts'

/** What `simulate --json` prints. `metrics` are means over the seeds, in the units that `--list --json` gives. */
export function simulationJson(outcome: SimulationOutcome, version: string): object {
  const { scenario, sweep } = outcome
  const single = sweep.count === 1
  return {
    verdict: outcome.verdict,
    scenario: scenario.id,
    scenarioVersion: scenario.version,
    version,
    ...(outcome.mutant !== undefined && { mutant: outcome.mutant }),
    ...(single
      ? { seed: sweep.firstSeed }
      : { seeds: { first: sweep.firstSeed, run: sweep.count, failed: sweep.failedSeeds } }),
    traceHash: sweep.traceHash,
    events: sweep.events,
    parameters: outcome.parameters,
    violations: sweep.violations,
    assertions: sweep.assertions.map((result) => assertionJson(result, single)),
    metrics: mapValues(sweep.metrics, ({ mean }) => mean),
    ...(!single && { intervals: sweep.metrics }),
    coverage: sweep.coverage,
    unmetGoals: outcome.unmetGoals,
    replay: outcome.replay,
  }
}

function assertionJson({ assertion, failedSeeds, worst }: AssertionResult, single: boolean): object {
  const verdict = failedSeeds.length > 0 ? 'fail' : 'pass'
  const { text, unit } = assertion
  if (single) return { assertion: text, verdict, unit, left: worst.left, right: worst.right }
  return { assertion: text, verdict, unit, failedSeeds, worst }
}

/** What `simulate --list --json` prints. */
export function scenariosJson(scenarios: readonly Scenario[]): object {
  return {
    scenarios: scenarios.map(({ run: _run, tell: _tell, ...description }) => description),
  }
}

/** One case for each invariant and each assertion. */
export function simulationSuite(outcome: SimulationOutcome): JUnitSuite {
  const { scenario, sweep, replay } = outcome
  const again = `Run it again: ${replay}`
  const invariants = scenario.invariants.map(({ id, statement }): JUnitCase => {
    const broken = sweep.violations.find(({ invariant }) => invariant === id)
    if (broken === undefined) return { name: `${id}: ${statement}` }
    const message = `broken in ${broken.seeds} of ${sweep.count} seeds, first in seed ${broken.seed}`
    return { name: `${id}: ${statement}`, failure: { message, text: [...broken.story, again].join('\n') } }
  })
  const assertions = sweep.assertions.map((result): JUnitCase => assertionCase(result, sweep.count, again))
  return { name: `compendium simulate ${scenario.id}`, cases: [...invariants, ...assertions] }
}

function assertionCase(
  { assertion, failedSeeds, worst }: AssertionResult,
  count: number,
  again: string,
): JUnitCase {
  if (failedSeeds.length === 0) return { name: assertion.text }
  const message = `fails in ${failedSeeds.length} of ${count} seeds`
  const sides = `${worst.left} against ${worst.right} ${assertion.unit} in seed ${worst.seed}`
  return { name: assertion.text, failure: { message, text: `${sides}\n${again}` } }
}

function mapValues(
  values: Readonly<Record<string, Interval>>,
  of: (value: Interval) => number,
): Record<string, number> {
  return Object.fromEntries(Object.entries(values).map(([id, value]) => [id, of(value)]))
}

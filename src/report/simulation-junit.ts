import { simulatingMessages } from '../messages/simulating/index.ts'
import type { AssertionResult } from '../simulation/kernel/assertion-tally.ts'
import type { SimulationOutcome } from '../simulation/request.ts'
import { assertionFinding } from './assertion-text.ts'
import type { JUnitCase, JUnitSuite } from './junit.ts'
import { exactLines, failedAssertionLines } from './shrunk-text.ts'
import { reproduceStamp } from './simulation-stamp.ts'

/** One case for each invariant, each assertion and each goal; what was not shown is skipped, not passed. */
export function simulationSuite(outcome: SimulationOutcome, version: string): JUnitSuite {
  const { scenario, sweep } = outcome
  const again = `Run it again: ${outcome.replay}\n${reproduceStamp(outcome, version)}`
  const goals = scenario.goals.map(({ id, statement }): JUnitCase => {
    const name = `${id}: ${statement}`
    return outcome.unmetGoals.includes(id) ? { name, skipped: 'never seen' } : { name }
  })
  return {
    name: `compendium simulate ${scenario.id}`,
    cases: [
      ...scenario.invariants.map((invariant) => invariantCase(invariant, outcome, again)),
      ...sweep.assertions.map((result) => assertionCase(result, outcome, again)),
      ...goals,
    ],
  }
}

function invariantCase(
  { id, statement }: SimulationOutcome['scenario']['invariants'][number],
  { sweep, shrunk }: SimulationOutcome,
  again: string,
): JUnitCase {
  const name = `${id}: ${statement}`
  const broken = sweep.violations.find(({ invariant }) => invariant === id)
  if (broken === undefined) {
    if (sweep.endless.count === 0) return { name }
    return { name, skipped: `${sweep.endless.count} of ${sweep.seeds} runs did not end` }
  }
  const smaller = shrunk?.violation?.invariant === id ? shrunk : undefined
  const message = `broken in ${broken.seeds} of ${sweep.seeds} seeds, first in seed ${broken.seed}`
  const text = [...(smaller?.violation?.story ?? broken.story), again]
  const exactly = smaller === undefined ? [] : exactLines(smaller)
  return { name, failure: { message, text: [...text, ...exactly].join('\n') } }
}

function assertionCase(result: AssertionResult, outcome: SimulationOutcome, again: string): JUnitCase {
  const name = result.assertion.text
  const finding = assertionFinding(result, simulatingMessages.en)
  if (result.verdict === 'pass') return { name }
  if (result.verdict === 'weak') return { name, skipped: finding }
  return {
    name,
    failure: { message: finding, text: [finding, ...failedAssertionLines(name, outcome), again].join('\n') },
  }
}

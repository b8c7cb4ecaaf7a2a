import { closest } from '../lib/closest.ts'
import { shellLine } from '../lib/shell-words.ts'
import { UserError } from '../lib/user-error.ts'
import { parseAssertion } from './kernel/assertion.ts'
import { resolveParameters } from './kernel/parameters.ts'
import type { Parameters, Scenario } from './kernel/scenario.ts'
import { type SweepResult, sweep } from './kernel/sweep.ts'
import { requireScenario } from './registry.ts'
import { parseSeeds } from './seeds.ts'

/** What the user asked for, as typed. */
export interface SimulationRequest {
  readonly scenario: string | undefined
  readonly seed?: string | undefined
  readonly seeds?: string | undefined
  readonly settings: readonly string[]
  readonly assertions: readonly string[]
  readonly mutant?: string | undefined
  readonly afterSeed?: (done: number, of: number) => Promise<void> | void
}

export interface SimulationOutcome {
  /** `weak`: all held, but a coverage goal was never met, so that little was shown. */
  readonly verdict: 'pass' | 'weak' | 'fail'
  readonly scenario: Scenario
  readonly mutant?: string | undefined
  readonly parameters: Parameters
  readonly sweep: SweepResult
  /** Goals that no run met. */
  readonly unmetGoals: readonly string[]
  /** The command that runs the first failing seed again; the only seed, or all of them, when none failed. */
  readonly replay: string
}

export async function simulate(request: SimulationRequest): Promise<SimulationOutcome> {
  const scenario = await requireScenario(request.scenario ?? missingScenario())
  const { first, count } = parseSeeds(request.seed, request.seeds)
  const parameters = resolveParameters(scenario.parameters, request.settings)
  const assertions = request.assertions.map((text) => parseAssertion(text, scenario.metrics))
  const mutant = requireMutant(scenario, request.mutant)
  const result = await sweep(scenario, {
    firstSeed: first,
    count,
    parameters,
    assertions,
    ...(mutant === undefined ? {} : { mutant }),
    afterSeed: (done) => request.afterSeed?.(done, count),
  })
  const unmetGoals = scenario.goals.filter(({ id }) => !result.coverage[id]).map(({ id }) => id)
  return {
    verdict: result.failedSeeds.length > 0 ? 'fail' : unmetGoals.length > 0 ? 'weak' : 'pass',
    scenario,
    mutant,
    parameters,
    sweep: result,
    unmetGoals,
    replay: replayCommand(scenario.id, request, result),
  }
}

function missingScenario(): never {
  throw new UserError('Which simulation?', {
    code: 'missing-scenario',
    next: [
      'For example: compendium simulate circuit-breaker',
      'For all simulations: compendium simulate --list',
    ],
  })
}

function requireMutant({ id, mutants }: Scenario, name: string | undefined): string | undefined {
  const names = mutants.map((mutant) => mutant.id)
  if (name === undefined || names.includes(name)) return name
  const near = closest(name, names)
  throw new UserError(`${id} has no mutant "${name}".`, {
    code: 'unknown-mutant',
    next: [...(near.length > 0 ? [`Did you mean: ${near.join(', ')}`] : []), `Mutants: ${names.join(', ')}`],
  })
}

function replayCommand(id: string, request: SimulationRequest, result: SweepResult): string {
  const failed = result.failedSeeds[0]
  const all = request.seeds === undefined ? undefined : ['--seeds', request.seeds]
  const one = ['--seed', String(failed ?? result.firstSeed)]
  return shellLine([
    'compendium',
    'simulate',
    id,
    ...(failed === undefined && all !== undefined ? all : one),
    ...(request.mutant === undefined ? [] : ['--mutant', request.mutant]),
    ...request.settings.flatMap((setting) => ['--set', setting]),
    ...request.assertions.flatMap((assertion) => ['--assert', assertion]),
  ])
}

import { closest } from '../lib/closest.ts'
import { shellLine } from '../lib/shell-words.ts'
import { UserError } from '../lib/user-error.ts'
import { parseAssertion } from './kernel/assertion.ts'
import type { Fault } from './kernel/fault.ts'
import { resolveParameters } from './kernel/parameters.ts'
import type { Parameters, RunOptions, Violation } from './kernel/scenario.ts'
import { requireSameHash, type SweepPlan } from './kernel/sweep.ts'
import type { TallyResult } from './kernel/tally.ts'
import { catalogueExecutor, type Executor } from './runs/executor.ts'
import { spreadSweep } from './runs/spread-sweep.ts'
import type { ScenarioInfo, ShownRun } from './runs/task.ts'
import { parseSeeds, type SeedRange, type Shard, seedsOf } from './seeds.ts'

/** What the user asked for, as typed. */
export interface SimulationRequest {
  readonly scenario: string | undefined
  readonly seed?: string | undefined
  readonly seeds?: string | undefined
  readonly settings: readonly string[]
  readonly assertions: readonly string[]
  readonly mutant?: string | undefined
  readonly jobs?: number | undefined
  readonly maxEvents?: number | undefined
  readonly afterSeeds?: ((done: number, of: number) => Promise<void> | void) | undefined
}

/**
 * `weak`: all held, but a goal was never met or an interval decided nothing, so that little was
 * shown. `inconclusive`: a run was stopped because it did not end.
 */
export type SimulationVerdict = 'pass' | 'weak' | 'inconclusive' | 'fail'

/** The first failing run, made small. */
export interface ShrunkRun {
  readonly seed: number
  readonly faults: readonly Fault[]
  readonly operations: readonly number[]
  readonly violation: Violation
  readonly traceHash: string
  /** What there was before. */
  readonly before: { readonly faults: number; readonly operations: number; readonly atUs: number }
  /** How many runs it took. */
  readonly runs: number
  /** Where it was written to; undefined when it was not. */
  readonly file: string | undefined
  /** The command that runs the file. */
  readonly replay: string
}

export interface SimulationOutcome {
  readonly verdict: SimulationVerdict
  readonly scenario: ScenarioInfo
  readonly mutant?: string | undefined
  readonly parameters: Parameters
  /** Of the whole sweep, also when only a part of it was run. */
  readonly seeds: SeedRange
  readonly shard?: Shard | undefined
  readonly sweep: TallyResult
  /** The run of the first seed that failed, else of the first seed. */
  readonly shown: ShownRun
  readonly shrunk?: ShrunkRun | undefined
  /** Goals that no run met. */
  readonly unmetGoals: readonly string[]
  /** The command that runs the first failing seed again; the only seed, or all of them, when none failed. */
  readonly replay: string
}

export async function simulate(request: SimulationRequest): Promise<SimulationOutcome> {
  const executor = await catalogueExecutor(request.scenario ?? missingScenario())
  try {
    return await runSweep(executor, request)
  } finally {
    await executor.close()
  }
}

async function runSweep(executor: Executor, request: SimulationRequest): Promise<SimulationOutcome> {
  const range = parseSeeds(request.seed, request.seeds)
  const plan = planOf(executor.info, request)
  const sweep = await spreadSweep(executor, plan, seedsOf(range), request)
  const seed = sweep.failed.seeds[0] ?? range.first
  const shown = await executor.ask('show', { seed, parameters: plan.parameters, options: plan.options })
  if (sweep.seeds === 1) requireSameHash(seed, sweep.traceHash, shown.result.traceHash)
  const unmetGoals = executor.info.goals.filter(({ id }) => !sweep.coverage[id]).map(({ id }) => id)
  return {
    verdict: verdictOf(sweep, unmetGoals),
    scenario: executor.info,
    mutant: request.mutant,
    parameters: plan.parameters,
    seeds: range,
    sweep,
    shown,
    unmetGoals,
    replay: replayCommand(executor.info.id, request, sweep, range),
  }
}

function planOf(info: ScenarioInfo, request: SimulationRequest): SweepPlan {
  const parameters = resolveParameters(info.parameters, request.settings)
  const assertions = request.assertions.map((text) => parseAssertion(text, info))
  const mutant = requireMutant(info, request.mutant)
  const options: RunOptions = {
    ...(mutant !== undefined && { mutant }),
    ...(request.maxEvents !== undefined && { maxEvents: request.maxEvents }),
  }
  return { parameters, assertions, options }
}

function verdictOf(sweep: TallyResult, unmetGoals: readonly string[]): SimulationVerdict {
  const verdicts = sweep.assertions.map(({ verdict }) => verdict)
  if (sweep.failed.count > 0 || verdicts.includes('fail')) return 'fail'
  if (sweep.endless.count > 0) return 'inconclusive'
  return unmetGoals.length > 0 || verdicts.includes('weak') ? 'weak' : 'pass'
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

function requireMutant({ id, mutants }: ScenarioInfo, name: string | undefined): string | undefined {
  const names = mutants.map((mutant) => mutant.id)
  if (name === undefined || names.includes(name)) return name
  const near = closest(name, names)
  throw new UserError(`${id} has no mutant "${name}".`, {
    code: 'unknown-mutant',
    next: [...(near.length > 0 ? [`Did you mean: ${near.join(', ')}`] : []), `Mutants: ${names.join(', ')}`],
  })
}

/** A single seed shows what broke in it; what only all seeds together broke needs all of them again. */
function replayCommand(
  id: string,
  request: SimulationRequest,
  sweep: TallyResult,
  { first }: SeedRange,
): string {
  const failed = sweep.failed.seeds[0]
  const all = request.seeds === undefined ? undefined : ['--seeds', request.seeds]
  const one = ['--seed', String(failed ?? first)]
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

import { closest } from '../../lib/closest.ts'
import { UserError } from '../../lib/user-error.ts'
import { parseAssertion } from '../kernel/assertion.ts'
import { resolveParameters } from '../kernel/parameters.ts'
import type { SweepPlan } from '../kernel/sweep.ts'
import type { SimulationRequest } from '../request.ts'
import type { Executor } from './executor.ts'
import { chooseFaults } from './fault-choice.ts'
import { fileIn } from './file-in.ts'
import { requireMoments } from './rule-moments.ts'
import type { ScenarioInfo } from './task.ts'

/** Who writes a model finds out soon that it never ends; the catalogue's all do. */
const MODEL_EVENTS = 5_000_000

/** What all runs have in common, from the words of the user. @throws UserError (exit 2) for what makes no sense. */
export async function planOf(
  executor: Pick<Executor, 'info' | 'model' | 'ask'>,
  request: SimulationRequest,
): Promise<SweepPlan> {
  const { info, model } = executor
  const parameters = resolveParameters(info.parameters, request.settings)
  const texts = [...request.assertions, ...(await assertionsOf(request))]
  const assertions = texts.map((text) => parseAssertion(text, info))
  const mutant = requireMutant(info, request.mutant)
  const faults = await chooseFaults(request.faults, info, (name) => fileIn(request.cwd, name))
  if (faults.faults !== undefined) await requireMoments(faults.faults, executor, parameters)
  const maxEvents = mostEvents(request.maxEvents, { model })
  const options = {
    ...faults,
    ...(mutant !== undefined && { mutant }),
    ...(maxEvents !== undefined && { maxEvents }),
  }
  return { parameters, assertions, options }
}

/** A model of the user's own may never stop; those of the catalogue have a budget that is beyond them. */
export function mostEvents(
  asked: number | undefined,
  { model }: { readonly model?: string | undefined },
): number | undefined {
  return asked ?? (model === undefined ? undefined : MODEL_EVENTS)
}

async function assertionsOf({ assertionsFile, cwd }: SimulationRequest): Promise<string[]> {
  if (assertionsFile === undefined) return []
  const { readAssertions } = await import('./assertions-file.ts')
  return readAssertions(fileIn(cwd, assertionsFile))
}

export function requireMutant({ id, mutants }: ScenarioInfo, name: string | undefined): string | undefined {
  const names = mutants.map((mutant) => mutant.id)
  if (name === undefined || names.includes(name)) return name
  const near = closest(name, names)
  throw new UserError(`${id} has no mutant "${name}".`, {
    code: 'unknown-mutant',
    next: [
      ...(near.length > 0 ? [`Did you mean: ${near.join(', ')}`] : []),
      names.length > 0 ? `Mutants: ${names.join(', ')}` : 'It has none.',
    ],
  })
}

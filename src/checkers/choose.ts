import { closest } from '../lib/closest.ts'
import { UserError } from '../lib/user-error.ts'
import { type Checker, MODELS, type ModelEntry } from './registry.ts'

/** The checker of a model, held to the consistency asked for or else to its own. @throws UserError for a name that there is not. */
export async function chooseChecker(
  model: string,
  asked: string | undefined,
): Promise<{ readonly check: Checker; readonly consistency: string }> {
  const entry = entryOf(model)
  const consistency = asked ?? entry.consistency[0] ?? ''
  if (entry.consistency.includes(consistency)) return { check: await entry.load(consistency), consistency }
  throw new UserError(`The model ${model} cannot be held to ${consistency}.`, {
    code: 'unknown-consistency',
    next: [`It can be held to: ${entry.consistency.join(', ')}`],
  })
}

function entryOf(name: string): ModelEntry {
  const entry = Object.hasOwn(MODELS, name) ? MODELS[name] : undefined
  if (entry) return entry
  const near = closest(name, Object.keys(MODELS))
  throw new UserError(`There is no model ${name}.`, {
    code: 'unknown-model',
    next: [...near.map((one) => `Did you mean: --model ${one}`), `Models: ${Object.keys(MODELS).join(', ')}`],
  })
}

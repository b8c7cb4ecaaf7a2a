import type { Value } from '../../../history/operation.ts'
import { isList, valueKey } from '../../../history/value-key.ts'
import type { SequentialModel, Step } from '../model.ts'

/** From and to of a compare-and-set. */
const pair = (value: Value): readonly Value[] => (isList(value) ? value : [])

/** A refused compare-and-set saw another value than it asked for. */
const refused = (step: Step) => step.output === false

function stepRegister(state: Value, step: Step): Value | undefined {
  switch (step.f) {
    case 'read':
      return step.output === undefined || valueKey(step.output) === valueKey(state) ? state : undefined
    case 'write':
      return step.input
    default: {
      const [from = null, to = null] = pair(step.input)
      const same = valueKey(from) === valueKey(state)
      if (refused(step)) return same ? undefined : state
      return same ? to : undefined
    }
  }
}

function registerFlaw(step: Step): string | undefined {
  if (step.f !== 'cas' || pair(step.input).length === 2) return undefined
  return 'a cas needs a vector of two values, the old and the new'
}

const register = (name: string, functions: readonly string[]): SequentialModel<Value> => ({
  name,
  functions,
  initial: null,
  step: stepRegister,
  key: valueKey,
  flaw: registerFlaw,
  tells: (step) => step.output !== undefined && step.f !== 'write',
  needs(step) {
    if (step.f === 'write') return []
    if (step.f === 'read') return step.output === undefined ? [] : [valueKey(step.output)]
    return refused(step) ? undefined : [valueKey(pair(step.input)[0] ?? null)]
  },
  provides(step) {
    if (step.f === 'read' || refused(step)) return []
    return [valueKey(step.f === 'write' ? step.input : (pair(step.input)[1] ?? null))]
  },
  answered: (step, answer) => (step.f === 'read' ? { ...step, output: answer } : undefined),
  answer: (state, step) => (step.f === 'read' ? state : undefined),
})

/** A register that is read and written; nil before the first write. */
export const registerModel = register('register', ['read', 'write'])

/** A register with compare-and-set as well (Herlihy 1991): `cas [a b]` makes it b when it is a. */
export const casRegisterModel = register('cas-register', ['read', 'write', 'cas'])

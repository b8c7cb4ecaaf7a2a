import type { Value } from '../../../history/operation.ts'
import { valueKey } from '../../../history/value-key.ts'
import type { SequentialModel } from '../model.ts'

const text = (value: Value) => (value === null ? '' : value)

/** One key of a store with `get`, `put` and `append`. A key that is not there reads as the empty text, or as nil. */
export const kvModel: SequentialModel<Value> = {
  name: 'kv',
  functions: ['get', 'put', 'append', 'read', 'write'],
  initial: '',
  step(state, { f, input, output }) {
    if (f === 'put' || f === 'write') return text(input)
    if (f === 'append') return typeof state === 'string' ? state + String(text(input)) : undefined
    return output === undefined || valueKey(text(output)) === valueKey(state) ? state : undefined
  },
  key: valueKey,
  flaw({ f, input }) {
    return f === 'append' && typeof input !== 'string' ? 'only texts can be appended' : undefined
  },
  tells: ({ f, output }) => (f === 'get' || f === 'read') && output !== undefined,
  answered: (step, answer) =>
    step.f === 'get' || step.f === 'read' ? { ...step, output: answer } : undefined,
  answer: (state, { f }) => (f === 'get' || f === 'read' ? state : undefined),
}

import type { Value } from '../../../history/operation.ts'
import { isList, valueKey } from '../../../history/value-key.ts'
import type { SequentialModel, Step } from '../model.ts'

type Items = readonly Value[]

const keyOf = (items: Items) => items.map(valueKey).join(' ')
const ADD = new Set(['enqueue', 'enq', 'push', 'add'])
const same = (a: Value, b: Value) => valueKey(a) === valueKey(b)

/** A queue and a stack differ in one thing: at which end the next item is taken. */
const sequence = (name: string, functions: readonly string[], at: 0 | -1): SequentialModel<Items> => ({
  name,
  functions,
  initial: [],
  step(state, { f, input, output }) {
    if (ADD.has(f)) return [...state, input]
    const next = state.at(at)
    // Nothing was there: what a taker is told is nil.
    if (next === undefined) return output === null ? state : undefined
    if (output !== undefined && !same(output, next)) return undefined
    return at === 0 ? state.slice(1) : state.slice(0, -1)
  },
  key: keyOf,
  flaw: () => undefined,
  tells: ({ f, output }) => !ADD.has(f) && output !== undefined,
  needs: ({ f, input, output }) =>
    ADD.has(f) ? [valueKey(input)] : output === undefined ? undefined : takenOf(output),
  provides: ({ f, input, output }) => (ADD.has(f) ? [valueKey(input)] : takenOf(output ?? null)),
  answered: (step, answer) => (ADD.has(step.f) ? undefined : { ...step, output: answer }),
  answer: (state, { f }) => (ADD.has(f) ? undefined : (state.at(at) ?? null)),
})

/** An item taken goes together with all that adds or takes it; that nothing was there speaks of all items. */
const takenOf = (output: Value): readonly string[] => (output === null ? [] : [valueKey(output)])

/** First in, first out; `dequeue` of an empty queue is told nil. */
export const queueModel: SequentialModel<Items> = sequence('queue', ['enqueue', 'dequeue', 'enq', 'deq'], 0)

/** Last in, first out; `pop` of an empty stack is told nil. */
export const stackModel: SequentialModel<Items> = sequence('stack', ['push', 'pop'], -1)

/** `contains` is told true or false, or the pair of what it asked and that. */
function contained({ output }: Step): boolean | undefined {
  const told = isList(output) ? output[1] : output
  return typeof told === 'boolean' ? told : undefined
}

/** The element that the step is about. */
export const elementOf = ({ f, input }: Step): Value =>
  f === 'contains' && isList(input) ? (input[0] ?? null) : input

const sorted = (items: Items) => [...new Map(items.map((one) => [valueKey(one), one])).entries()].sort()

/** A set with `add`, `remove`, `contains` and `read` of the whole. */
export const setModel: SequentialModel<Items> = {
  name: 'set',
  functions: ['add', 'remove', 'contains', 'read'],
  initial: [],
  step(state, step) {
    if (step.f === 'read') return readsSet(state, step.output)
    const one = elementOf(step)
    const present = state.some((item) => same(item, one))
    if (step.f === 'contains') {
      const told = contained(step)
      return told === undefined || told === present ? state : undefined
    }
    if (step.output === false && present === (step.f === 'remove')) return undefined
    if (step.f === 'add') return present ? state : [...state, one]
    return present ? state.filter((item) => !same(item, one)) : state
  },
  key: (state) => state.map(valueKey).sort().join(' '),
  flaw: ({ f, output }) =>
    f === 'read' && output !== undefined && !isList(output) ? 'a read of a set must tell a list' : undefined,
  tells: ({ f, output }) => (f === 'read' || f === 'contains') && output !== undefined,
}

function readsSet(state: Items, output: Value | undefined): Items | undefined {
  if (output === undefined) return state
  const told = sorted(isList(output) ? output : [])
  if (told.length !== state.length) return undefined
  const keys = new Set(state.map(valueKey))
  return told.every(([key]) => keys.has(key)) ? state : undefined
}

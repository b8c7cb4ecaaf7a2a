import type { Value } from '../../../history/operation.ts'
import type { SequentialModel } from '../model.ts'

const whole = (value: Value | undefined): bigint | undefined => {
  if (typeof value === 'bigint') return value
  return typeof value === 'number' && Number.isSafeInteger(value) ? BigInt(value) : undefined
}

/** A counter with `add`, `increment`, `decrement` and `read`; 0 at first. */
export const counterModel: SequentialModel<bigint> = {
  name: 'counter',
  functions: ['add', 'increment', 'decrement', 'read'],
  initial: 0n,
  step(state, { f, input, output }) {
    if (f === 'read') return output === undefined || whole(output) === state ? state : undefined
    const delta = whole(input) ?? 1n
    return f === 'decrement' ? state - delta : state + delta
  },
  key: String,
  flaw: ({ f, input }) =>
    f === 'add' && whole(input) === undefined ? 'a counter adds whole numbers only' : undefined,
  tells: ({ f, output }) => f === 'read' && output !== undefined,
  answered: (step, answer) => (step.f === 'read' ? { ...step, output: answer } : undefined),
  answer: (state, { f }) =>
    f === 'read' ? (Number.isSafeInteger(Number(state)) ? Number(state) : state) : undefined,
}

/** A lock that one process at a time may hold; free at first. Whoever releases it need not be who acquired it. */
export const mutexModel: SequentialModel<boolean> = {
  name: 'mutex',
  functions: ['acquire', 'release'],
  initial: false,
  step(held, { f }) {
    if (f === 'acquire') return held ? undefined : true
    return held ? false : undefined
  },
  key: String,
  flaw: () => undefined,
  tells: ({ f, output }) => f === 'acquire' && output !== undefined,
  needs: () => undefined,
  provides: () => ['lock'],
}

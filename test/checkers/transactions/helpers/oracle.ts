import type { Operation, Value } from '../../../../src/history/operation.ts'

/** What an order of transactions must keep besides their reads. */
export type Keeps = 'nothing' | 'process' | 'realtime'

type Micro = readonly [Value, Value, Value]

/**
 * The definition itself, by trying all: whether some order of all transactions that are ok, some that are unknown and
 * none that failed explains every read, one transaction after the other.
 */
export function hasOrder(operations: readonly Operation[], keeps: Keeps): boolean {
  const candidates = operations.filter(({ outcome }) => outcome !== 'fail')
  const unknown = candidates.filter(({ outcome }) => outcome === 'info')
  for (let chosen = 0; chosen < 1 << unknown.length; chosen += 1) {
    const left = candidates.filter((one) => one.outcome === 'ok' || (chosen >> unknown.indexOf(one)) & 1)
    if (search(left, new Map(), keeps)) return true
  }
  return false
}

const precedes = (a: Operation, b: Operation, keeps: Keeps): boolean =>
  a.return < b.call && (keeps === 'realtime' || (keeps === 'process' && a.process === b.process))

function search(left: readonly Operation[], state: ReadonlyMap<Value, Value>, keeps: Keeps): boolean {
  if (left.length === 0) return true
  return left.some((next) => {
    if (left.some((other) => other !== next && precedes(other, next, keeps))) return false
    const after = apply(next, state)
    return (
      after !== undefined &&
      search(
        left.filter((one) => one !== next),
        after,
        keeps,
      )
    )
  })
}

/** The state after a transaction, or undefined where it cannot have read what it read. */
export function apply(
  { outcome, input, output }: Operation,
  state: ReadonlyMap<Value, Value>,
): ReadonlyMap<Value, Value> | undefined {
  const after = new Map(state)
  for (const [f, key, value] of (outcome === 'ok' ? output : input) as readonly Micro[]) {
    const held = after.get(key) ?? null
    if (f === 'append') after.set(key, [...((held ?? []) as Value[]), value])
    else if (f === 'w') after.set(key, value)
    else if (outcome === 'ok' && JSON.stringify(value ?? held) !== JSON.stringify(held ?? value))
      return undefined
    else if (outcome === 'ok' && value === null && held !== null && (held as Value[]).length !== 0)
      return undefined
    else if (
      outcome === 'ok' &&
      held === null &&
      value !== null &&
      (!Array.isArray(value) || value.length > 0)
    ) {
      return undefined
    }
  }
  return after
}

/** Whether the operations at these positions, in this order, explain all reads and keep what must be kept. */
export function isExplainedBy(
  operations: readonly Operation[],
  order: readonly number[],
  keeps: Keeps,
): boolean {
  let state: ReadonlyMap<Value, Value> | undefined = new Map<Value, Value>()
  const run = order.map((position) => operations[position] as Operation)
  for (const [at, one] of run.entries()) {
    if (run.slice(at).some((later) => precedes(later, one, keeps))) return false
    state = state && apply(one, state)
  }
  const ok = operations.filter(({ outcome }) => outcome === 'ok').length
  return state !== undefined && run.filter(({ outcome }) => outcome === 'ok').length === ok
}

import type { Operation, Value } from '../../history/operation.ts'
import { field, keyOf, misshapen, table } from '../evidence.ts'

export const MODEL = 'atomic-commit'

export type State = 'commit' | 'abort' | 'prepared'

/** Somebody said what has become of a transaction. */
export interface Sight {
  readonly operation: Operation
  readonly state: State
  /** The node whose state it is; undefined where a client was told the decision. */
  readonly node: Value | undefined
}

export interface Transaction {
  readonly id: Value
  /** The request by which it began; undefined when there was none. */
  readonly begun: Operation | undefined
  /** Who takes part, and who of them votes no. */
  readonly participants: ReadonlySet<unknown>
  readonly refusing: readonly Value[]
  readonly sights: Sight[]
}

/** What a node knew of all transactions. */
export interface Reading {
  readonly operation: Operation
  readonly node: Value
  readonly states: ReadonlyMap<unknown, Value>
}

export interface CommitHistory {
  readonly transactions: ReadonlyMap<unknown, Transaction>
  readonly reads: readonly Reading[]
  /** States that are none. */
  readonly strange: readonly { readonly operation: Operation; readonly id: Value; readonly state: Value }[]
}

const STATES = new Set<unknown>(['commit', 'abort', 'prepared'])
const isState = (value: Value): value is State => STATES.has(value)

const SHAPES = {
  transact: '{txn: "t1", votes: {"n0": true, "n1": false}} and then decision: "commit" or "abort" as well',
  read: '{node: "n0", states: {"t1": "commit"}}',
}

function transactionOf(operation: Operation): Transaction {
  const id = field(operation.input, 'txn')
  const votes = table(field(operation.input, 'votes'))
  if (id === undefined || !votes) throw misshapen(operation, MODEL, SHAPES.transact)
  return {
    id,
    begun: operation,
    participants: new Set([...votes.keys()].map(keyOf)),
    refusing: [...votes].filter(([, vote]) => vote === false).map(([node]) => node),
    sights: [],
  }
}

/** Throws a `UserError` for operations of another shape. A transaction that is begun twice is judged as one. */
export function readCommits(operations: readonly Operation[]): CommitHistory {
  const transactions = new Map<unknown, Transaction>()
  const reads: Reading[] = []
  const strange: { operation: Operation; id: Value; state: Value }[] = []
  for (const one of operations.filter(({ f }) => f === 'transact')) {
    const transaction = transactionOf(one)
    if (!transactions.has(keyOf(transaction.id))) transactions.set(keyOf(transaction.id), transaction)
  }
  const see = (id: Value, state: Value, operation: Operation, node?: Value) => {
    const known = transactions.get(keyOf(id)) ?? {
      id,
      begun: undefined,
      participants: new Set(),
      refusing: [],
      sights: [],
    }
    transactions.set(keyOf(id), known)
    const isDecision = isState(state) && (node !== undefined || state !== 'prepared')
    if (isDecision) known.sights.push({ operation, state, node })
    else strange.push({ operation, id, state })
  }
  for (const operation of operations) {
    const { f, outcome, input, output } = operation
    if (f === 'transact' && outcome === 'ok') {
      see(field(input, 'txn') ?? null, field(output, 'decision') ?? null, operation)
    } else if (f === 'read' && outcome === 'ok') {
      const [node, states] = [field(output, 'node'), table(field(output, 'states'))]
      if (node === undefined || !states) throw misshapen(operation, MODEL, SHAPES.read)
      for (const [id, state] of states) see(id, state, operation, node)
      reads.push({ operation, node, states: new Map([...states].map(([id, state]) => [keyOf(id), state])) })
    }
  }
  return { transactions, reads, strange }
}

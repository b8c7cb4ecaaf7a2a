import type { Operation, Value } from '../../history/operation.ts'
import { integer, keyOf, misshapen, sequence, table } from '../evidence.ts'

/** What stands for a key or a message in a `Map`. */
export type Key = ReturnType<typeof keyOf>

export interface Send {
  readonly operation: Operation
  readonly key: Key
  readonly keyValue: Value
  readonly message: Value
  /** What the server gave; `undefined` where nobody knows. */
  readonly offset: number | undefined
}

/** A message that a poll gave. */
export interface Received {
  readonly operation: Operation
  readonly key: Key
  readonly keyValue: Value
  readonly message: Value
  readonly offset: number
}

/** One operation's sends and what its polls gave, in order. */
export interface Transaction {
  readonly operation: Operation
  readonly sends: readonly Send[]
  readonly received: readonly Received[]
  /** Offsets that are no integers. */
  readonly strange: readonly Value[]
}

const MODEL = 'kafka'
const FUNCTIONS = new Set(['send', 'poll', 'txn'])
const SHAPE = '[["send", key, [offset, message]]] or [["poll", {key: [[offset, message] ...]}]]'

interface Parts {
  readonly sends: Send[]
  readonly received: Received[]
  readonly strange: Value[]
}

function readSend(operation: Operation, mop: readonly Value[], parts: Parts) {
  const [, keyValue, told] = mop
  if (keyValue === undefined || told === undefined) throw misshapen(operation, MODEL, SHAPE)
  // Before its completion a send has the bare message; a message that is a pair itself cannot be told from an offset.
  const pair = operation.outcome === 'ok' ? sequence(told) : undefined
  const message = pair ? (pair[1] ?? null) : told
  const offset = integer(pair?.[0])
  if (pair && offset === undefined && pair[0] !== null) parts.strange.push(pair[0] ?? null)
  parts.sends.push({ operation, key: keyOf(keyValue), keyValue, message, offset })
}

function readPoll(operation: Operation, mop: readonly Value[], parts: Parts) {
  const logs = mop[1] === undefined || mop[1] === null ? new Map<Value, Value>() : table(mop[1])
  if (!logs) throw misshapen(operation, MODEL, SHAPE)
  for (const [keyValue, log] of logs) {
    for (const entry of sequence(log) ?? []) {
      const [told, message] = sequence(entry) ?? []
      const offset = integer(told)
      if (offset !== undefined && message !== undefined) {
        parts.received.push({ operation, key: keyOf(keyValue), keyValue, message, offset })
      } else if (told !== null) parts.strange.push(told ?? entry)
    }
  }
}

/** Throws a `UserError` for what is no list of micro-operations. A failed or unknown poll gave nothing. */
export function readTransactions(operations: readonly Operation[]): Transaction[] {
  return operations
    .filter((one) => FUNCTIONS.has(one.f))
    .map((operation) => {
      const parts: Parts = { sends: [], received: [], strange: [] }
      const mops = sequence(operation.outcome === 'ok' ? operation.output : operation.input)
      if (!mops) throw misshapen(operation, MODEL, SHAPE)
      for (const one of mops) {
        const mop = sequence(one)
        if (mop?.[0] === 'send') readSend(operation, mop, parts)
        else if (mop?.[0] === 'poll') readPoll(operation, operation.outcome === 'ok' ? mop : ['poll'], parts)
        else throw misshapen(operation, MODEL, SHAPE)
      }
      return { operation, ...parts }
    })
}

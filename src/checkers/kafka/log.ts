import type { Value } from '../../history/operation.ts'
import { keyOf } from '../evidence.ts'
import type { Key, Received, Send, Transaction } from './mops.ts'

/** What the history tells of one key: a log with a message at each of some offsets, of which there may be gaps. */
export interface Log {
  readonly key: Value
  readonly sends: Send[]
  readonly received: Received[]
  /** Of each offset, who says what is there: acknowledged sends and polls. One entry a message. */
  readonly at: Map<number, Map<Key, Send | Received>>
  /** Of each message, its sends. */
  readonly sendsOf: Map<Key, Send[]>
  readonly receivedOf: Map<Key, Received[]>
  /** Offsets that are known to exist, in order, each with its place in that order. */
  readonly place: Map<number, number>
  /** The inverse of `place`. */
  readonly offsets: readonly number[]
}

const push = <K, V>(lists: Map<K, V[]>, key: K, item: V) => {
  const list = lists.get(key)
  if (list) list.push(item)
  else lists.set(key, [item])
}

function note(log: Log, one: Send | Received) {
  if (one.offset === undefined) return
  const there = log.at.get(one.offset)
  const message = keyOf(one.message)
  if (!there) log.at.set(one.offset, new Map([[message, one]]))
  else if (!there.has(message)) there.set(message, one)
}

const empty = (key: Value): Log => ({
  key,
  sends: [],
  received: [],
  at: new Map(),
  sendsOf: new Map(),
  receivedOf: new Map(),
  place: new Map(),
  offsets: [],
})

/** Keeps offsets in maps, not in vectors: they may be sparse, and as large as a server likes. */
export function readLogs(transactions: readonly Transaction[]): Map<Key, Log> {
  const logs = new Map<Key, Log>()
  const logOf = (one: Send | Received) => {
    const log = logs.get(one.key) ?? empty(one.keyValue)
    logs.set(one.key, log)
    return log
  }
  for (const { sends, received } of transactions) {
    for (const one of sends) {
      const log = logOf(one)
      log.sends.push(one)
      push(log.sendsOf, keyOf(one.message), one)
      note(log, one)
    }
    for (const one of received) {
      const log = logOf(one)
      log.received.push(one)
      push(log.receivedOf, keyOf(one.message), one)
      note(log, one)
    }
  }
  for (const [key, log] of logs) logs.set(key, { ...log, offsets: ordered(log) })
  return logs
}

function ordered(log: Log): number[] {
  const offsets = [...log.at.keys()].sort((a, b) => a - b)
  offsets.forEach((offset, place) => {
    log.place.set(offset, place)
  })
  return offsets
}

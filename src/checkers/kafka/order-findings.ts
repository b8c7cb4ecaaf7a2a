import type { Operation, Process, Value } from '../../history/operation.ts'
import { by, keyOf, sequence, show, some } from '../evidence.ts'
import type { Finding } from '../verdict.ts'
import type { Log } from './log.ts'
import type { Key, Transaction } from './mops.ts'

/** Something at an offset of a key: a send that was acknowledged, or a message that a poll gave. */
interface Spot {
  readonly operation: Operation
  readonly key: Key
  readonly offset: number
  readonly message: Value
}

type Logs = ReadonlyMap<Key, Log>

const isSpot = <T extends { readonly offset: number | undefined }>(one: T): one is T & { offset: number } =>
  one.offset !== undefined

/** How many places of the log lie from one to the other; 1 when the second follows the first. */
const distance = (logs: Logs, a: Spot, b: Spot) => {
  const place = logs.get(a.key)?.place
  return (place?.get(b.offset) ?? 0) - (place?.get(a.offset) ?? 0)
}

const skipped = (logs: Logs, a: Spot, b: Spot) => {
  const log = logs.get(a.key)
  return log?.offsets.slice((log.place.get(a.offset) ?? 0) + 1, log.place.get(b.offset)) ?? []
}

const stepText = (logs: Logs, a: Spot, b: Spot, verb: string) => {
  const key = show(logs.get(a.key)?.key ?? null)
  return a.operation === b.operation
    ? `${by(b.operation)} ${verb} offset ${b.offset} of key ${key} right after offset ${a.offset}, in one operation`
    : `${by(b.operation)} ${verb} offset ${b.offset} of key ${key} after offset ${a.offset} (${by(a.operation)})`
}

function pollStep(logs: Logs, a: Spot, b: Spot): Finding[] {
  const between = distance(logs, a, b)
  const [prefix, operations] =
    a.operation === b.operation ? ['int-', [a.operation]] : ['', [a.operation, b.operation]]
  const text = stepText(logs, a, b, 'polled')
  if (between > 1) {
    return [{ kind: `${prefix}poll-skip`, text: `${text}: skipped ${some(skipped(logs, a, b))}`, operations }]
  }
  if (between < 1) return [{ kind: `${prefix}nonmonotonic-poll`, text: `${text}: not forward`, operations }]
  return []
}

function sendStep(logs: Logs, a: Spot, b: Spot): Finding[] {
  if (distance(logs, a, b) >= 1) return []
  const [prefix, operations] =
    a.operation === b.operation ? ['int-', [a.operation]] : ['', [a.operation, b.operation]]
  const text = `${stepText(logs, a, b, 'sent a message that got')}: offsets must grow`
  return [{ kind: `${prefix}nonmonotonic-send`, text, operations }]
}

const byKey = (spots: readonly Spot[]) => {
  const keys = new Map<Key, Spot[]>()
  for (const one of spots) {
    const list = keys.get(one.key)
    if (list) list.push(one)
    else keys.set(one.key, [one])
  }
  return keys
}

const withinOne = (spots: readonly Spot[], step: (a: Spot, b: Spot) => Finding[]) =>
  spots.flatMap((one, at) => {
    const before = spots[at - 1]
    return before ? step(before, one) : []
  })

/** Where each process is in each key. An assignment keeps the places of the keys that it names, no others. */
class Places {
  readonly #places = new Map<Process, Map<Key, Spot>>()

  of(process: Process): Map<Key, Spot> {
    const places = this.#places.get(process) ?? new Map<Key, Spot>()
    this.#places.set(process, places)
    return places
  }

  assign({ process, input }: Operation) {
    const kept = new Set((sequence(input) ?? []).map(keyOf))
    const places = this.of(process)
    for (const key of places.keys()) if (!kept.has(key)) places.delete(key)
  }
}

const isAssignment = (one: Operation) => one.f === 'assign' || one.f === 'subscribe'

function walk(
  items: readonly { readonly operation: Operation; readonly spots: readonly Spot[] }[],
  assignments: readonly Operation[],
  step: (a: Spot, b: Spot) => Finding[],
): Finding[] {
  const places = new Places()
  let next = 0
  return items.flatMap(({ operation, spots }) => {
    for (let one = assignments[next]; one && one.call < operation.call; one = assignments[next]) {
      if (one.outcome !== 'fail') places.assign(one)
      next += 1
    }
    const held = places.of(operation.process)
    return [...byKey(spots)].flatMap(([key, list]) => {
      const [before, first, last] = [held.get(key), list[0], list[list.length - 1]]
      if (last) held.set(key, last)
      const outer = before && first ? step(before, first) : []
      return [...outer, ...withinOne(list, step)]
    })
  })
}

/**
 * Offsets that do not go forward, within an operation and from one operation of a process to its next, and messages
 * that a poll passed over although they are known to exist. Sends may skip: others send as well.
 */
export function orderFindings(
  logs: Logs,
  transactions: readonly Transaction[],
  operations: readonly Operation[],
): Finding[] {
  const assignments = operations.filter(isAssignment)
  const mayRebalance = assignments.some((one) => one.f === 'subscribe')
  const polls = transactions.map((one) => ({ operation: one.operation, spots: one.received.filter(isSpot) }))
  const sends = transactions.map((one) => ({ operation: one.operation, spots: one.sends.filter(isSpot) }))
  const polled = walk(polls, assignments, (a, b) => pollStep(logs, a, b))
  return [
    ...polled.filter((one) => !mayRebalance || one.kind.startsWith('int-')),
    ...walk(sends, assignments, (a, b) => sendStep(logs, a, b)),
  ]
}

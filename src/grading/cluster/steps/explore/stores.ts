import type { Json } from '../../../sequence.ts'
import { keyOf, stepOf } from '../../services/key-value.ts'
import { notSupported } from '../../services/service.ts'
import type { Body, Message } from '../../wire/message.ts'

/** Keys with what is held under them. */
type Held = Readonly<Record<string, Json>>

/** What the services hold in one world, as data that worlds can share and that tells them apart. */
export interface Stores {
  /** By service its states, the newest last. Only of seq-kv are there several: it alone may answer from an old one. */
  readonly states: Readonly<Record<string, readonly Held[]>>
  /** The newest state of seq-kv that each node has seen. */
  readonly seen: Readonly<Record<string, number>>
  /** The next timestamp. */
  readonly ts: number
}

export const EMPTY_STORES: Stores = { states: {}, seen: {}, ts: 0 }

const KEY_VALUE = ['lin-kv', 'seq-kv', 'lww-kv']
const TIMESTAMPS = 'lin-tso'
const SEQUENTIAL = 'seq-kv'

export function isService(name: string): boolean {
  return name === TIMESTAMPS || KEY_VALUE.includes(name)
}

export interface Served {
  readonly stores: Stores
  readonly reply: Message
}

/**
 * What a service does about a request. `lin-kv` and `seq-kv` answer from the newest state; so does `lww-kv`, as if all its
 * replicas agreed. With `isStale`, `seq-kv` answers from the oldest state that it may still show this node.
 */
export function serve(stores: Stores, request: Message, isStale: boolean): Served {
  const { src, dest, body } = request
  const replied = (reply: Body): Message => {
    const answers = body.msg_id === undefined ? {} : { in_reply_to: body.msg_id }
    return { src: dest, dest: src, body: { ...reply, ...answers } }
  }
  if (dest !== TIMESTAMPS) {
    const { reply, ...next } = isStale ? oldAnswer(stores, request) : newAnswer(stores, request)
    return { stores: next.stores, reply: replied(reply) }
  }
  if (body.type !== 'ts') return { stores, reply: replied(notSupported(body)) }
  return { stores: { ...stores, ts: stores.ts + 1 }, reply: replied({ type: 'ts_ok', ts: stores.ts }) }
}

/** Whether an old state would be answered from, and would answer otherwise. */
export function mayBeStale(stores: Stores, request: Message): boolean {
  if (request.dest !== SEQUENTIAL) return false
  const told = (isStale: boolean) => JSON.stringify(serve(stores, request, isStale).reply)
  return told(true) !== told(false)
}

interface Answer {
  readonly stores: Stores
  readonly reply: Body
}

function newAnswer(stores: Stores, { src, dest, body }: Message): Answer {
  const states = stores.states[dest] ?? [{}]
  const held = states.at(-1) ?? {}
  const key = keyOf(body)
  const { reply, writes } = stepOf(body, held[key])
  const next = writes === undefined ? states : written(dest, states, { ...held, [key]: writes })
  const seen = dest === SEQUENTIAL ? { ...stores.seen, [src]: next.length - 1 } : stores.seen
  return { stores: { ...stores, states: { ...stores.states, [dest]: next }, seen: inOrder(seen) }, reply }
}

/** What would change an old state is done to the newest instead, as in `services/seq-kv.ts`. */
function oldAnswer(stores: Stores, request: Message): Answer {
  const { src, dest, body } = request
  const state = stores.seen[src] ?? 0
  const { reply, writes } = stepOf(body, stores.states[dest]?.[state]?.[keyOf(body)])
  if (writes !== undefined) return newAnswer(stores, request)
  return { stores: { ...stores, seen: inOrder({ ...stores.seen, [src]: state }) }, reply }
}

function written(service: string, states: readonly Held[], held: Held): readonly Held[] {
  const next = inOrder(held)
  return service === SEQUENTIAL ? [...states, next] : [next]
}

/** Whatever came first: worlds in which the same is held are the same. */
function inOrder<Value>(record: Readonly<Record<string, Value>>): Readonly<Record<string, Value>> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)))
}

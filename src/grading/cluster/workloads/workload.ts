import type { Value } from '../../../history/operation.ts'
import type { RandomStream } from '../../../lib/prng.ts'
import type { Json } from '../../sequence.ts'
import type { Body } from '../wire/message.ts'

/** What a client is about to ask for, in the words of the history. */
export interface Ask {
  readonly f: string
  readonly value: Value
}

/** The shape of a value in a message: what it must be, and how to say so. */
export type Shape = 'any' | 'integer' | 'list' | 'object'

/** A remote procedure: the keys that its reply must have beside `type`, `in_reply_to` and `msg_id`; others are refused. */
export interface Rpc {
  readonly reply: string
  readonly keys: Readonly<Record<string, Shape>>
}

export interface Cast {
  readonly nodes: readonly string[]
  /** How many clients there are at a time. */
  readonly clients: number
  readonly random: RandomStream
  readonly options: WorkloadOptions
}

export interface WorkloadOptions {
  readonly maxTxnLength: number
  readonly maxWritesPerKey: number
  readonly keyCount?: number
}

/** Says what clients ask. One for each run, because it may remember what was asked. */
export interface Asking {
  /** The next operation of a client: `worker` counts from 0 and stays, though its name changes when it crashes. */
  next(worker: number): Ask
  /** What each client asks once all faults are over; empty where nothing is. */
  final?(worker: number): Ask
}

/** One task for a cluster: what is asked of it, and how the answers are judged. */
export interface Workload {
  readonly id: string
  readonly title: string
  /** By which model of `checkers/registry.ts` its history is judged. */
  readonly model: string
  /** Consistency to judge by, unless another was asked for. */
  readonly consistency?: string
  /** Values are pairs of key and value, judged key by key. */
  readonly keyed?: boolean
  /** How many clients a node has at least. */
  readonly clientsPerNode: number
  /** Messages that each node is sent once, before all else. */
  readonly greeting?: (node: string, topology: Readonly<Record<string, readonly string[]>>) => Body
  /** Functions that change nothing: unanswered, they surely did not matter. */
  readonly reads: ReadonlySet<string>
  readonly rpcs: Readonly<Record<string, Rpc>>
  ask(cast: Cast): Asking
  request(ask: Ask): Body
  /** What an answer says, in the words of the history. The keys of the reply have been looked at. */
  answer(ask: Ask, reply: Body): Value
}

/** A value of JSON in the words of a history. */
export function toValue(json: Json | undefined): Value {
  if (json === undefined) return null
  if (Array.isArray(json)) return json.map(toValue)
  if (typeof json === 'object' && json !== null) {
    return new Map(Object.entries(json as Record<string, Json>).map(([key, value]) => [key, toValue(value)]))
  }
  return json as Value
}

/** A value of a history as JSON: texts are keys. */
export function toJson(value: Value): Json {
  if (Array.isArray(value)) return value.map(toJson)
  if (value instanceof Map) {
    return Object.fromEntries([...value].map(([key, one]) => [String(key), toJson(one)]))
  }
  return typeof value === 'bigint' ? Number(value) : (value as Json)
}

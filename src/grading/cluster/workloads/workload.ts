import type { Outcome, Value } from '../../../history/operation.ts'
import type { RandomStream } from '../../../lib/prng.ts'
import type { Json } from '../../sequence.ts'
import type { Body } from '../wire/message.ts'

/** What a client is about to ask for, in the words of the history. */
export interface Ask {
  readonly f: string
  readonly value: Value
}

/** What became of it: what the answer says, or what was asked where there is no good answer. */
export interface Told {
  readonly outcome: Outcome
  readonly value: Value
}

/** In place of a question: the client is gone with all that it knew, and a new process takes its place. */
export const CRASH = 'crash'

/** The shape of a value in a message: what it must be, and how to say so (`wire/read-reply.ts`). */
export type Shape =
  | 'any'
  | 'integer'
  | 'list'
  | 'object'
  | 'text'
  | 'text or null'
  | 'list of texts'
  | 'object of integers'
  | 'object of texts'
  | 'object of logs'

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

/**
 * Says what clients ask. One for each run, because it may remember what was asked and answered. It knows neither clock
 * nor chance but `Cast.random`. Worker w talks to node w modulo the number of nodes.
 */
export interface Asking {
  /** The next operation of a client: `worker` counts from 0 and stays, though its process changes when it crashes. */
  next(worker: number): Ask | typeof CRASH
  /** Whether a client asks nothing this time. */
  rests?(worker: number): boolean
  /** Hears how each operation ended, before the worker is asked again. After `info` the worker is a new process. */
  told?(worker: number, ask: Ask, told: Told): void
  /**
   * What each client asks once all faults are over, and again after each answer, `nth` counting from 0, until there is
   * nothing: a client may ask until it has seen what it waits for. The time for this is limited (`clients/load.ts`).
   */
  final?(worker: number, nth: number): Ask | undefined
}

/** What a deed can do to the network. */
export interface Hands {
  /** From now on nothing gets through between these directed pairs, and whatever was cut before does. */
  cut(pairs: Iterable<readonly [from: string, to: string]>): void
}

/** What is done instead of asking a node. It always succeeds. */
export type Deed = (value: Value, hands: Hands) => void

/** How long a client waits for an answer: so many milliseconds, or so many mean latencies where that is more. */
export interface Patience {
  readonly ms: number
  readonly latencies: number
}

const PATIENCE: Patience = { ms: 5000, latencies: 0 }

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
  /** Maelstrom's 5 s where it is not told. */
  readonly patience?: Patience
  /** Functions that ask no node. For final questions alone: before, the cuts are those of the faults. */
  readonly deeds?: Readonly<Record<string, Deed>>
  ask(cast: Cast): Asking
  request(ask: Ask): Body
  /** What an answer says, in the words of the history. The keys of the reply have been looked at. */
  answer(ask: Ask, reply: Body): Value
  /** What an error of this code says, where that is an answer: a key that does not exist reads as nothing. */
  errorAnswer?(ask: Ask, code: number): Value | undefined
}

/** How long a client waits for an answer, milliseconds. */
export function timeoutMsOf({ patience = PATIENCE }: Workload, meanLatencyMs: number): number {
  return Math.max(patience.ms, patience.latencies * meanLatencyMs)
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

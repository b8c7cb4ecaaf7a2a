import type { Value } from '../../../history/operation.ts'
import { type Draws, drawsOf } from './draws.ts'
import {
  type Ask,
  type Asking,
  type Cast,
  CRASH,
  type Told,
  toJson,
  toValue,
  type Workload,
} from './workload.ts'

const DEFAULT_KEYS = 4
const CRASHES = 0.03
/** A new client begins with the first message of all logs so often, and else after what was committed. */
const FROM_THE_START = 0.3

type Places = Map<string, number>

/** What the clients know, each its own: the next offset that it wants of each key. A new one knows nothing. */
class Consumers implements Asking {
  readonly #draws: () => Draws
  readonly #keys: readonly string[]
  readonly #places = new Map<number, Places>()
  readonly #fromTheStart = new Set<number>()
  /** Of each key the highest offset that a send was given, and how many messages there were. */
  readonly #highest: Places = new Map()
  readonly #sent: Places = new Map()

  constructor({ random, options }: Cast) {
    this.#draws = drawsOf(random)
    this.#keys = Array.from({ length: options.keyCount ?? DEFAULT_KEYS }, (_, at) => String(at))
  }

  next(worker: number): Ask | typeof CRASH {
    const draws = this.#draws()
    if (draws.uniform() < CRASHES) {
      this.#places.delete(worker)
      if (draws.uniform() < FROM_THE_START) this.#fromTheStart.add(worker)
      return CRASH
    }
    const places = this.#places.get(worker)
    if (places === undefined) return this.#list()
    const what = draws.uniform()
    if (what < 0.5 || this.#highest.size === 0) return this.#send(draws)
    if (what < 0.6 && places.size > 0) return commit(places)
    if (what < 0.7) return this.#list()
    return this.#poll(places)
  }

  told(worker: number, { f }: Ask, told: Told): void {
    if (told.outcome === 'info') this.#places.delete(worker)
    if (told.outcome !== 'ok') return
    if (f === 'list_committed_offsets') this.#start(worker, told.value)
    else if (f === 'poll') this.#advance(worker, told.value)
    else if (f === 'send') this.#learn(told.value)
  }

  final(worker: number, nth: number): Ask | undefined {
    const places = this.#places.get(worker)
    if (places === undefined) return this.#list()
    const isDone = [...this.#highest].every(([key, offset]) => (places.get(key) ?? 0) > offset)
    return nth > 0 && isDone ? undefined : this.#poll(places)
  }

  #list(): Ask {
    return { f: 'list_committed_offsets', value: this.#keys }
  }

  #send(draws: Draws): Ask {
    const key = draws.pick(this.#keys)
    const message = (this.#sent.get(key) ?? 0) + 1
    this.#sent.set(key, message)
    return { f: 'send', value: [['send', key, message]] }
  }

  /** Of the logs that are known to have messages: there are nodes to which others do not exist. */
  #poll(places: Places): Ask {
    const keys = this.#highest.size === 0 ? this.#keys : [...this.#highest.keys()]
    return { f: 'poll', value: [['poll', new Map(keys.map((key) => [key, places.get(key) ?? 0]))]] }
  }

  /** A client that has begun already only looks at what others committed. */
  #start(worker: number, committed: Value): void {
    if (this.#places.has(worker)) return
    const places: Places = new Map()
    const offsets = this.#fromTheStart.delete(worker) ? new Map() : (committed as ReadonlyMap<string, number>)
    for (const [key, offset] of offsets) places.set(key, offset)
    this.#places.set(worker, places)
  }

  #advance(worker: number, value: Value): void {
    const places = this.#places.get(worker)
    const [[, logs]] = value as readonly [readonly ['poll', ReadonlyMap<string, readonly [number, Value][]>]]
    for (const [key, log] of logs) {
      for (const [offset] of log) places?.set(key, Math.max(places.get(key) ?? 0, offset + 1))
    }
  }

  #learn(value: Value): void {
    const [[, key, [offset]]] = value as readonly [readonly ['send', string, readonly [number, Value]]]
    this.#highest.set(key, Math.max(this.#highest.get(key) ?? offset, offset))
  }
}

/** What was polled so far has been dealt with: whoever comes after may begin behind it. */
function commit(places: Places): Ask {
  return { f: 'commit_offsets', value: new Map([...places].map(([key, next]) => [key, next - 1])) }
}

/**
 * Logs as Kafka's, with the requests of Maelstrom's workload of this name. Some clients crash; whoever comes after them
 * asks for the committed offsets and polls on from there, as Maelstrom's does, or from the start. In the end every client polls until it
 * has seen up to the highest offset that any send was given.
 */
export const kafka: Workload = {
  id: 'kafka',
  title: 'logs to which many append and which many read',
  model: 'kafka',
  clientsPerNode: 1,
  reads: new Set(['poll', 'list_committed_offsets']),
  rpcs: {
    send: { reply: 'send_ok', keys: { offset: 'integer' } },
    poll: { reply: 'poll_ok', keys: { msgs: 'object of logs' } },
    commit_offsets: { reply: 'commit_offsets_ok', keys: {} },
    list_committed_offsets: {
      reply: 'list_committed_offsets_ok',
      keys: { offsets: 'object of integers' },
    },
  },
  ask: (cast) => new Consumers(cast),
  request: ({ f, value }) => {
    if (f === 'commit_offsets') return { type: f, offsets: toJson(value) }
    if (f === 'list_committed_offsets') return { type: f, keys: toJson(value) }
    const [[, first, message = null]] = value as readonly [readonly [string, Value, Value?]]
    if (f === 'poll') return { type: f, offsets: toJson(first) }
    return { type: f, key: toJson(first), msg: toJson(message) }
  },
  answer: ({ f, value }, reply) => {
    if (f === 'commit_offsets') return value
    if (f === 'list_committed_offsets') return toValue(reply['offsets'])
    const [[, key, message = null]] = value as readonly [readonly [string, Value, Value?]]
    if (f === 'poll') return [['poll', toValue(reply['msgs'])]]
    return [['send', key, [toValue(reply['offset']), message]]]
  },
}

import type { Value } from '../../../history/operation.ts'
import type { Json } from '../../sequence.ts'
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

const LOCKS = ['a', 'b']
const LEASE_MS = 800
/** Of all turns of a client that holds a lock. */
const CRASHES = 0.05
const RELEASES = 0.3
/** Of all turns of a client that holds none, but once did: it does not know that its lease is over. */
const LATE_WRITES = 0.3

interface Held {
  readonly lock: string
  readonly owner: string
  readonly token: Value
}

const ask = (f: string, fields: Readonly<Record<string, Value>>): Ask => ({
  f,
  value: new Map(Object.entries(fields)),
})

const partOf = (value: Value, name: string): Value => (value as ReadonlyMap<string, Value>).get(name) ?? null

/** Clients that take a lock, write under its token, and release it, or do not. */
class Owners implements Asking {
  readonly #draws: () => Draws
  readonly #held = new Map<number, Held>()
  /** What a client held before: it may still try to write. */
  readonly #lost = new Map<number, Held>()
  /** Workers that were granted a lock in the end. */
  readonly #done = new Set<number>()
  #isFinal = false
  #owners = 0
  #values = 0

  constructor({ random }: Cast) {
    this.#draws = drawsOf(random)
  }

  next(worker: number): Ask | typeof CRASH {
    const draws = this.#draws()
    const what = draws.uniform()
    const held = this.#held.get(worker)
    const lost = this.#lost.get(worker)
    if (held === undefined) {
      return lost !== undefined && what < LATE_WRITES ? this.#write(lost) : this.#acquire(draws.pick(LOCKS))
    }
    if (what < CRASHES) {
      this.#forget(worker)
      return CRASH
    }
    return what < CRASHES + RELEASES ? release(held) : this.#write(held)
  }

  told(worker: number, { f, value: asked }: Ask, { outcome, value }: Told): void {
    if (outcome === 'info') this.#forget(worker)
    // Who was refused the release cannot know why: it holds nothing any more that it could rely on.
    else if (f === 'release') this.#lose(worker)
    else if (f === 'acquire' && outcome === 'ok') {
      const [lock, owner] = [partOf(asked, 'lock') as string, partOf(asked, 'owner') as string]
      if (this.#isFinal) this.#done.add(worker)
      this.#held.set(worker, { lock, owner, token: partOf(value, 'token') })
    }
  }

  /** Every node must grant a lock that nobody ever asked for; the first two must grant those that were fought for. */
  final(worker: number): Ask | undefined {
    this.#isFinal = true
    if (this.#done.has(worker)) return undefined
    return this.#acquire(LOCKS[worker] ?? `last ${worker}`)
  }

  #acquire(lock: string): Ask {
    return ask('acquire', { lock, owner: `o${this.#owners++}`, lease_ms: LEASE_MS })
  }

  #write({ lock, token }: Held): Ask {
    return ask('write', { lock, token, value: ++this.#values })
  }

  #forget(worker: number): void {
    this.#held.delete(worker)
    this.#lost.delete(worker)
  }

  #lose(worker: number): void {
    const held = this.#held.get(worker)
    if (held !== undefined) this.#lost.set(worker, held)
    this.#held.delete(worker)
  }
}

const release = ({ lock, owner, token }: Held): Ask => ask('release', { lock, owner, token })

/**
 * Locks with leases, and a resource for each that takes writes with a fencing token. Some clients crash and leave the
 * lock to its lease; some write with the token of a lock that they had before.
 */
export const lock: Workload = {
  id: 'lock',
  title: 'locks that one client holds at a time, and writes in the order of their tokens',
  model: 'lock',
  clientsPerNode: 1,
  reads: new Set(),
  rpcs: {
    acquire: { reply: 'acquire_ok', keys: { token: 'integer' } },
    release: { reply: 'release_ok', keys: {} },
    write: { reply: 'write_ok', keys: {} },
  },
  patience: { ms: 1000, latencies: 10 },
  ask: (cast) => new Owners(cast),
  request: ({ f, value }) => ({ type: f, ...(toJson(value) as Record<string, Json>) }),
  answer: ({ f, value }, reply) =>
    f === 'acquire'
      ? new Map([...(value as ReadonlyMap<Value, Value>), ['token', toValue(reply['token'])]])
      : value,
}

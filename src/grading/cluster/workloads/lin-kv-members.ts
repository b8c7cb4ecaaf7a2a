import type { Value } from '../../../history/operation.ts'
import { type Draws, drawsOf } from './draws.ts'
import { ISOLATE, isolate, isolation, nodeOf } from './isolation.ts'
import { linKv } from './lin-kv.ts'
import { firstMembers, MemberChanges } from './member-changes.ts'
import { type Ask, type Asking, type Cast, type Told, toJson, type Workload } from './workload.ts'

/** Of all turns, while there is a change to ask for. */
const CHANGES = 0.35
/** Draws of the same stream as those of `lin-kv`, but others. */
const DRAWS_FROM = 2 ** 31
/** Of so many keys at most the last values are read. */
const LAST_KEYS = 12

/**
 * Clients of the members, who at times ask for a change of these. In the end members become few, all others are cut
 * off, and those few are read.
 */
class Clients implements Asking {
  readonly #nodes: readonly string[]
  readonly #kv: Asking
  readonly #draws: () => Draws
  readonly #changes: MemberChanges
  #keys = 1
  /** Who are members in the end. The first of them is asked for the changes that lead there. */
  #left: readonly string[] = []
  #areOthersGone = false
  /** How many keys each worker has read since then. */
  readonly #read = new Map<number, number>()

  constructor(cast: Cast) {
    this.#nodes = cast.nodes
    this.#kv = linKv.ask(cast)
    this.#draws = drawsOf(cast.random, DRAWS_FROM)
    this.#changes = new MemberChanges(cast.nodes)
  }

  rests(worker: number): boolean {
    return !this.#changes.isMember(nodeOf(this.#nodes, worker))
  }

  next(worker: number): ReturnType<Asking['next']> {
    const draws = this.#draws()
    const change = draws.uniform() < CHANGES ? this.#changes.next(worker, draws) : undefined
    if (change !== undefined) return change
    const ask = this.#kv.next(worker)
    if (typeof ask === 'object') this.#keys = 1 + ((ask.value as readonly Value[])[0] as number)
    return ask
  }

  told(worker: number, ask: Ask, { outcome }: Told): void {
    if (isChange(ask)) this.#changes.told(worker, ask, outcome === 'ok')
    else if (ask.f === 'read' && outcome === 'ok' && this.#areOthersGone) {
      this.#read.set(worker, this.#keysReadBy(worker) + 1)
    }
  }

  final(worker: number): Ask | undefined {
    const draws = this.#draws()
    if (this.#left.length === 0) this.#left = this.#changes.last(draws)
    const at = this.#left.indexOf(nodeOf(this.#nodes, worker))
    if (at < 0) return undefined
    if (this.#areOthersGone) return this.#lastRead(worker)
    // Of the clients of the first, the first.
    if (at > 0 || worker >= this.#nodes.length) return this.#lastRead(worker)
    const change = this.#changes.next(worker, draws)
    if (change !== undefined) return change
    this.#areOthersGone = true
    return isolation(
      this.#nodes,
      this.#nodes.filter((node) => !this.#left.includes(node)),
    )
  }

  #keysReadBy(worker: number): number {
    return this.#areOthersGone ? (this.#read.get(worker) ?? 0) : 0
  }

  /** One key after the other, from the first to the last, once the others are gone. */
  #lastRead(worker: number): Ask | undefined {
    const count = Math.min(this.#keys, LAST_KEYS)
    const read = this.#keysReadBy(worker)
    if (read === count) return undefined
    return { f: 'read', value: [Math.floor((read * this.#keys) / count), null] }
  }
}

const isChange = ({ f }: Ask): boolean => f === 'add_member' || f === 'remove_member'

/** The requests of lin-kv, to a cluster whose members change: chapter 4 of Ongaro's dissertation (Stanford 2014). */
export const linKvMembers: Workload = {
  ...linKv,
  id: 'lin-kv-members',
  title: 'a store whose members change, each key a linearizable register',
  model: 'lin-kv-members',
  greeting: (_node, topology) => ({ type: 'members', members: firstMembers(Object.keys(topology)) }),
  rpcs: {
    ...linKv.rpcs,
    add_member: { reply: 'add_member_ok', keys: {} },
    remove_member: { reply: 'remove_member_ok', keys: {} },
  },
  deeds: { [ISOLATE]: isolate },
  ask: (cast) => new Clients(cast),
  request: (ask) => (isChange(ask) ? { type: ask.f, node: toJson(ask.value) } : linKv.request(ask)),
  answer: (ask, reply) => (isChange(ask) ? ask.value : linKv.answer(ask, reply)),
}

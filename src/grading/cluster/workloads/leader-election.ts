import type { Value } from '../../../history/operation.ts'
import { firstElsewhere, ISOLATE, isolate, isolation, nodeOf } from './isolation.ts'
import { type Ask, type Asking, type Cast, type Told, toValue, type Workload } from './workload.ts'

/** With fewer nodes those that are left when the leader is gone are no majority. */
const LEAST_FOR_A_MAJORITY = 3

/**
 * Asks every node who leads. In the end: until all name the same leader; then that one is taken out, and the others are
 * asked until they agree on another.
 */
class Voters implements Asking {
  readonly #cast: Cast
  readonly #sights = new Map<number, string>()
  #isFinal = false
  #gone: string | undefined

  constructor(cast: Cast) {
    this.#cast = cast
  }

  next(worker: number): Ask {
    return { f: 'leader', value: nodeOf(this.#cast.nodes, worker) }
  }

  told(worker: number, { f }: Ask, { outcome, value }: Told): void {
    if (f === ISOLATE || outcome !== 'ok' || !this.#isFinal) return
    const leader = (value as ReadonlyMap<string, Value>).get('leader')
    const term = (value as ReadonlyMap<string, Value>).get('term')
    if (typeof leader === 'string') this.#sights.set(worker, `${leader} ${term}`)
    else this.#sights.delete(worker)
  }

  final(worker: number): Ask | undefined {
    this.#isFinal = true
    const { nodes } = this.#cast
    const node = nodeOf(nodes, worker)
    if (node === this.#gone) return undefined
    const leader = this.#agreed()
    if (leader === undefined || leader === this.#gone) return this.next(worker)
    const isLast = this.#gone !== undefined || nodes.length < LEAST_FOR_A_MAJORITY || !nodes.includes(leader)
    if (isLast) return undefined
    if (worker !== firstElsewhere(nodes, leader)) return node === leader ? undefined : this.next(worker)
    this.#gone = leader
    this.#sights.clear()
    return isolation(nodes, leader)
  }

  /** Whom all name that are still asked, each in its last answer. */
  #agreed(): string | undefined {
    const { nodes, clients } = this.#cast
    let agreed: string | undefined
    for (let worker = 0; worker < clients; worker += 1) {
      if (nodeOf(nodes, worker) === this.#gone) continue
      const sight = this.#sights.get(worker)
      if (sight === undefined || (agreed !== undefined && agreed !== sight)) return undefined
      agreed = sight
    }
    return agreed?.split(' ')[0]
  }
}

/** Who leads, and in which term. */
export const leaderElection: Workload = {
  id: 'leader-election',
  title: 'at most one leader in each term, and a new one when it is gone',
  model: 'leader-election',
  clientsPerNode: 1,
  reads: new Set(['leader']),
  rpcs: { leader: { reply: 'leader_ok', keys: { leader: 'text or null', term: 'integer' } } },
  deeds: { [ISOLATE]: isolate },
  ask: (cast) => new Voters(cast),
  request: () => ({ type: 'leader' }),
  answer: (_ask, reply) =>
    new Map([
      ['term', toValue(reply['term'])],
      ['leader', toValue(reply['leader'])],
    ]),
}

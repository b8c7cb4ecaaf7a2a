import type { Value } from '../../../history/operation.ts'
import { drawsOf } from './draws.ts'
import { firstElsewhere, ISOLATE, isolate, isolation, nodeOf } from './isolation.ts'
import { type Ask, type Asking, type Cast, type Told, toValue, type Workload } from './workload.ts'

/**
 * Asks every node who is alive. In the end: until each has named all; then one is taken out, and the others are asked
 * until they name all but this one.
 */
class Observers implements Asking {
  readonly #cast: Cast
  readonly #victim: string
  /** Workers that have been told what is so, since it has been so. */
  readonly #right = new Set<number>()
  #isFinal = false
  #isOut = false

  constructor(cast: Cast) {
    this.#cast = cast
    this.#victim = drawsOf(cast.random)().pick(cast.nodes)
  }

  next(worker: number): Ask {
    return { f: 'members', value: nodeOf(this.#cast.nodes, worker) }
  }

  told(worker: number, { f }: Ask, { outcome, value }: Told): void {
    if (f === ISOLATE || outcome !== 'ok' || !this.#isFinal) return
    const alive = new Set(value as readonly Value[])
    const isRight = this.#cast.nodes.every((one) => alive.has(one) !== (this.#isOut && one === this.#victim))
    if (isRight) this.#right.add(worker)
  }

  final(worker: number): Ask | undefined {
    this.#isFinal = true
    const { nodes, clients } = this.#cast
    const isVictims = nodeOf(nodes, worker) === this.#victim
    if (this.#isOut) return isVictims || this.#right.has(worker) ? undefined : this.next(worker)
    if (this.#right.size < clients) return this.next(worker)
    if (isVictims || nodes.length < 2) return undefined
    if (worker !== firstElsewhere(nodes, this.#victim)) return this.next(worker)
    this.#isOut = true
    this.#right.clear()
    return isolation(nodes, this.#victim)
  }
}

/** Which nodes are alive, as every node believes. */
export const membership: Workload = {
  id: 'membership',
  title: 'every node knows who is alive',
  model: 'membership',
  clientsPerNode: 1,
  reads: new Set(['members']),
  rpcs: { members: { reply: 'members_ok', keys: { alive: 'list of texts' } } },
  deeds: { [ISOLATE]: isolate },
  ask: (cast) => new Observers(cast),
  request: () => ({ type: 'members' }),
  answer: (_ask, reply) => toValue(reply['alive']),
}

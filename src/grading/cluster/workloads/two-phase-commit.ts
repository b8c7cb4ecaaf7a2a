import type { Value } from '../../../history/operation.ts'
import { type Draws, drawsOf } from './draws.ts'
import { nodeOf } from './isolation.ts'
import { type Ask, type Asking, type Cast, type Told, toJson, toValue, type Workload } from './workload.ts'

const MOST_PARTICIPANTS = 3
/** Of all transactions: one participant votes no. */
const REFUSALS = 0.3
const READS = 0.3

const partOf = (value: Value, name: string): Value => (value as ReadonlyMap<string, Value>).get(name) ?? null

/** Clients that begin transactions and read what has become of all. In the end until no node waits for a decision. */
class Clients implements Asking {
  readonly #nodes: readonly string[]
  readonly #draws: () => Draws
  readonly #undecided = new Set<number>()
  #begun = 0

  constructor({ nodes, random }: Cast) {
    this.#nodes = nodes
    this.#draws = drawsOf(random)
  }

  next(worker: number): Ask {
    const draws = this.#draws()
    if (draws.uniform() < READS) return this.#read(worker)
    const votes = new Map<string, Value>()
    const left = [...this.#nodes]
    const count = Math.min(left.length, 2 + draws.integer(MOST_PARTICIPANTS - 1))
    while (votes.size < count) votes.set(left.splice(draws.integer(left.length), 1)[0] ?? '', true)
    if (draws.uniform() < REFUSALS) votes.set(draws.pick([...votes.keys()]), false)
    return {
      f: 'transact',
      value: new Map<string, Value>([
        ['txn', `t${this.#begun++}`],
        ['votes', votes],
      ]),
    }
  }

  told(worker: number, { f }: Ask, { outcome, value }: Told): void {
    if (f !== 'read' || outcome !== 'ok') return
    const states = partOf(value, 'states') as ReadonlyMap<string, Value>
    if ([...states.values()].includes('prepared')) this.#undecided.add(worker)
    else this.#undecided.delete(worker)
  }

  final(worker: number, nth: number): Ask | undefined {
    return nth === 0 || this.#undecided.has(worker) ? this.#read(worker) : undefined
  }

  #read(worker: number): Ask {
    return { f: 'read', value: nodeOf(this.#nodes, worker) }
  }
}

/** Transactions over several nodes, whose votes the client tells them: all commit, or all abort. */
export const twoPhaseCommit: Workload = {
  id: 'two-phase-commit',
  title: 'transactions that all participants commit, or all abort',
  model: 'atomic-commit',
  clientsPerNode: 1,
  reads: new Set(['read']),
  rpcs: {
    transact: { reply: 'transact_ok', keys: { decision: 'text' } },
    read: { reply: 'read_ok', keys: { states: 'object of texts' } },
  },
  ask: (cast) => new Clients(cast),
  request: ({ f, value }) =>
    f === 'read'
      ? { type: f }
      : { type: f, txn: toJson(partOf(value, 'txn')), votes: toJson(partOf(value, 'votes')) },
  answer: ({ f, value }, reply) =>
    f === 'read'
      ? new Map([
          ['node', value],
          ['states', toValue(reply['states'])],
        ])
      : new Map([...(value as ReadonlyMap<Value, Value>), ['decision', toValue(reply['decision'])]]),
}

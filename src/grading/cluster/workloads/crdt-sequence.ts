import type { Value } from '../../../history/operation.ts'
import type { Json } from '../../sequence.ts'
import { type Draws, drawsOf } from './draws.ts'
import { type Ask, type Asking, type Cast, type Told, toJson, toValue, type Workload } from './workload.ts'

/** At the start of the list, where clients get in each other's way. */
const AT_THE_START = 0.4

/** Clients that insert between neighbours that their node has shown them. In the end until all read the same. */
class Writers implements Asking {
  readonly #clients: number
  readonly #draws: () => Draws
  /** What each worker last saw of its node's list. */
  readonly #views = new Map<number, readonly Value[]>()
  readonly #lasts = new Map<number, string>()
  #isFinal = false
  #inserted = 0

  constructor({ clients, random }: Cast) {
    this.#clients = clients
    this.#draws = drawsOf(random)
  }

  next(worker: number): Ask {
    const draws = this.#draws()
    const what = draws.uniform()
    const view = this.#views.get(worker) ?? []
    if (what < 0.4) return READ
    if (what < 0.55 && view.length > 0) return { f: 'delete', value: draws.pick(view) }
    const at = draws.uniform() < AT_THE_START ? Math.min(1, view.length) : draws.integer(view.length + 1)
    return {
      f: 'insert',
      value: new Map<string, Value>([
        ['value', this.#inserted++],
        ['after', view[at - 1] ?? null],
        ['before', view[at] ?? null],
      ]),
    }
  }

  told(worker: number, { f, value: asked }: Ask, { outcome, value }: Told): void {
    const view = this.#views.get(worker) ?? []
    if (f === 'read') {
      if (outcome !== 'ok') return
      this.#views.set(worker, value as readonly Value[])
      if (this.#isFinal) this.#lasts.set(worker, JSON.stringify(toJson(value)))
    } else if (outcome !== 'ok') {
      // The node may know less than it did, or more: nothing is built on what it may no longer show.
      this.#views.delete(worker)
    } else if (f === 'delete') {
      this.#views.set(
        worker,
        view.filter((one) => one !== asked),
      )
    } else {
      const told = asked as ReadonlyMap<string, Value>
      const at = view.indexOf(told.get('after') ?? null) + 1
      this.#views.set(worker, view.toSpliced(at, 0, told.get('value') ?? null))
    }
  }

  final(_worker: number, nth: number): Ask | undefined {
    this.#isFinal = true
    const isSame = this.#lasts.size === this.#clients && new Set(this.#lasts.values()).size === 1
    return nth === 0 || !isSame ? READ : undefined
  }
}

const READ: Ask = { f: 'read', value: null }

/** A list that all nodes edit at once, each its own copy. Every value is inserted once and so names itself. */
export const crdtSequence: Workload = {
  id: 'crdt-sequence',
  title: 'a list that all edit at once and all see alike in the end',
  model: 'sequence',
  clientsPerNode: 1,
  reads: new Set(['read']),
  rpcs: {
    insert: { reply: 'insert_ok', keys: {} },
    delete: { reply: 'delete_ok', keys: {} },
    read: { reply: 'read_ok', keys: { values: 'list' } },
  },
  ask: (cast) => new Writers(cast),
  request: ({ f, value }) => {
    if (f === 'read') return { type: f }
    if (f === 'delete') return { type: f, value: toJson(value) }
    return { type: f, ...(toJson(value) as Record<string, Json>) }
  },
  answer: ({ f, value }, reply) => (f === 'read' ? toValue(reply['values']) : value),
}

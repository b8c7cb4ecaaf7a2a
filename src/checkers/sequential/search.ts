import type { Entry } from '../linearizable/entries.ts'
import type { SequentialModel } from '../linearizable/model.ts'

/** An operation of which nobody knows how it ended may come at any time after what its process did before, or never. */
interface Loose {
  readonly entry: Entry
  readonly thread: number
  readonly after: number
}

/** What processes did, each in its own order, on objects that are numbered. */
export interface Threads {
  readonly threads: readonly (readonly Entry[])[]
  readonly loose: readonly Loose[]
  readonly objectOf: ReadonlyMap<Entry, number>
  readonly objects: number
}

export function threadsOf(objects: readonly (readonly Entry[])[]): Threads {
  const objectOf = new Map<Entry, number>()
  const all: Entry[] = []
  objects.forEach((entries, object) => {
    for (const one of entries) {
      objectOf.set(one, object)
      all.push(one)
    }
  })
  all.sort((a, b) => a.call - b.call)
  const numbers = new Map<unknown, number>()
  const threads: Entry[][] = []
  const loose: Loose[] = []
  for (const entry of all) {
    const { process, outcome } = entry.operation
    const thread = numbers.get(process) ?? threads.push([]) - 1
    numbers.set(process, thread)
    const list = threads[thread] ?? []
    if (outcome === 'info') loose.push({ entry, thread, after: list.length })
    else list.push(entry)
  }
  return { threads, loose, objectOf, objects: objects.length }
}

/** How far an order has come: of each thread how many, which loose ones, and the state of each object. */
interface Configuration {
  readonly done: readonly number[]
  readonly used: readonly boolean[]
  readonly states: readonly unknown[]
  readonly taken: number
  readonly last: Entry | undefined
  readonly previous: Configuration | undefined
}

export interface SequentialSearch {
  readonly verdict: true | false | 'unknown'
  readonly steps: number
  /** The order that was found, or the longest that was tried. */
  readonly order: readonly Entry[]
  /** What could not follow the longest order: the next operation of each process. */
  readonly stuck: readonly Entry[]
}

/** They never change the state, so that taking one as soon as it fits forbids nothing later. */
const OBSERVERS = new Set(['read', 'get', 'contains'])

/** Depth-first search for one order, with a memory of the configurations that led nowhere. */
class Search {
  readonly #model: SequentialModel
  readonly #all: Threads
  readonly #total: number
  readonly #seen = new Set<string>()
  #steps = 0
  #furthest: Configuration

  constructor(model: SequentialModel, all: Threads) {
    this.#model = model
    this.#all = all
    this.#total = all.threads.reduce((sum, one) => sum + one.length, 0)
    this.#furthest = {
      done: all.threads.map(() => 0),
      used: all.loose.map(() => false),
      states: Array.from({ length: all.objects }, () => model.initial),
      taken: 0,
      last: undefined,
      previous: undefined,
    }
  }

  run(budget: number): SequentialSearch {
    const open = [this.#furthest]
    for (let next = open.pop(); next; next = open.pop()) {
      if (this.#steps >= budget) return this.#result('unknown')
      const now = this.#observe(next)
      if (now.taken > this.#furthest.taken) this.#furthest = now
      if (now.taken === this.#total) return this.#result(true)
      const name = this.#name(now)
      if (this.#seen.has(name)) continue
      this.#seen.add(name)
      open.push(...this.#followers(now))
    }
    return this.#result(false)
  }

  #name({ done, used, states }: Configuration) {
    return `${done.join()}|${used.map(Number).join('')}|${states.map((one) => this.#model.key(one)).join('\u0001')}`
  }

  #take(from: Configuration, entry: Entry, thread: number): Configuration | undefined {
    this.#steps += 1
    const object = this.#all.objectOf.get(entry) ?? 0
    const state = this.#model.step(from.states[object], entry.step)
    if (state === undefined) return undefined
    return {
      ...from,
      done: from.done.map((one, at) => (at === thread ? one + 1 : one)),
      states: from.states.map((one, at) => (at === object ? state : one)),
      taken: from.taken + 1,
      last: entry,
      previous: from,
    }
  }

  #observe(from: Configuration): Configuration {
    let now = from
    for (let moved = true; moved; ) {
      moved = false
      this.#all.threads.forEach((thread, at) => {
        for (
          let next = thread[now.done[at] ?? 0];
          next && OBSERVERS.has(next.step.f);
          next = thread[now.done[at] ?? 0]
        ) {
          const taken = this.#take(now, next, at)
          if (!taken) return
          now = taken
          moved = true
        }
      })
    }
    return now
  }

  #followers(from: Configuration): Configuration[] {
    const { threads, loose } = this.#all
    const certain = threads.flatMap((thread, at) => {
      const next = thread[from.done[at] ?? 0]
      return next ? (this.#take(from, next, at) ?? []) : []
    })
    const maybe = loose.flatMap(({ entry, thread, after }, at) => {
      if (from.used[at] || (from.done[thread] ?? 0) < after) return []
      const taken = this.#take(from, entry, -1)
      return taken ? { ...taken, taken: from.taken, used: from.used.map((one, i) => one || i === at) } : []
    })
    // The last is tried first: what is known before what is not, the earliest call first.
    return [...maybe, ...certain.sort((a, b) => (b.last?.call ?? 0) - (a.last?.call ?? 0))]
  }

  #result(verdict: SequentialSearch['verdict']): SequentialSearch {
    const order: Entry[] = []
    for (let one: Configuration | undefined = this.#furthest; one?.last; one = one.previous)
      order.push(one.last)
    const stuck = this.#all.threads.flatMap((thread, at) => thread[this.#furthest.done[at] ?? 0] ?? [])
    return { verdict, steps: this.#steps, order: order.reverse(), stuck }
  }
}

/** Whether some order keeps the order of each thread and is accepted by the model, in at most `budget` steps. */
export function searchSequentialOrder(
  model: SequentialModel,
  all: Threads,
  budget: number,
): SequentialSearch {
  return new Search(model, all).run(budget)
}

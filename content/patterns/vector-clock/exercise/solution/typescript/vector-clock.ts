export interface Options {
  node: string
}

export type Clock = Record<string, number>
export type Order = 'before' | 'after' | 'equal' | 'concurrent'

/** What a node has counted itself, and what it has heard of others. */
export class VectorClock {
  readonly #node: string
  readonly #counts = new Map<string, number>()

  constructor({ node }: Options) {
    this.#node = node
  }

  tick(): Clock {
    return this.#event({})
  }

  send(): Clock {
    return this.#event({})
  }

  receive(message: Clock): Clock {
    return this.#event(message)
  }

  now(): Clock {
    return Object.fromEntries(this.#counts)
  }

  compare(a: Clock, b: Clock): Order {
    const nodes = Object.keys({ ...a, ...b })
    const less = nodes.some((node) => (a[node] ?? 0) < (b[node] ?? 0))
    const more = nodes.some((node) => (a[node] ?? 0) > (b[node] ?? 0))
    if (less && more) return 'concurrent'
    if (less) return 'before'
    return more ? 'after' : 'equal'
  }

  /** Counts an event of this node that knows of all that was heard. */
  #event(heard: Clock): Clock {
    for (const [node, count] of Object.entries(heard)) {
      this.#counts.set(node, Math.max(this.#counts.get(node) ?? 0, count))
    }
    this.#counts.set(this.#node, (this.#counts.get(this.#node) ?? 0) + 1)
    return this.now()
  }
}

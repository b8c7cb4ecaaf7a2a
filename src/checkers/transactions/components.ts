import { type Graph, VIA } from './graph.ts'
import { integers } from './int-list.ts'

/** The strongly connected components of a graph. */
export interface Components {
  /** Of each node the number of its component. */
  readonly of: Int32Array
  readonly count: number
  /** The nodes in the order in which their components were completed: what follows from a node comes before it. */
  readonly order: Int32Array
}

/**
 * Strongly connected components by Tarjan's algorithm ("Depth-first search and linear graph algorithms", 1972) in the
 * form of Pearce ("A space-efficient algorithm for finding strongly connected components", 2016), with a stack of its
 * own instead of recursion. Only edges of the relations in `mask` count. Linear in nodes and edges.
 */
export function componentsOf(graph: Graph, mask: number): Components {
  const search = new Search(graph, mask)
  for (let node = 0; node < graph.nodes; node += 1) {
    if ((search.rank[node] as number) === 0) search.from(node)
  }
  return search.result()
}

class Search {
  readonly graph: Graph
  readonly allowed: number
  /**
   * Of an open node the number of the earliest node known to be reached from it, at most `nodes`; of a node whose
   * component is complete, `nodes` plus that component's number, counted down from `nodes`.
   */
  readonly rank: Int32Array
  readonly #cursor: Int32Array
  readonly #isRoot: Uint8Array
  readonly #path: Int32Array
  #depth = 0
  readonly #waiting: Int32Array
  #waitingCount = 0
  readonly #order: Int32Array
  #done = 0
  #next = 1
  #component: number

  constructor(graph: Graph, mask: number) {
    const { nodes } = graph
    this.graph = graph
    this.allowed = mask | VIA
    this.rank = integers(nodes)
    this.#cursor = integers(nodes)
    this.#isRoot = new Uint8Array(nodes)
    this.#path = integers(nodes)
    this.#waiting = integers(nodes)
    this.#order = integers(nodes)
    this.#component = nodes
  }

  from(start: number): void {
    const { allowed, rank } = this
    const { first, to, relation } = this.graph
    this.#open(start)
    while (this.#depth > 0) {
      const node = this.#path[this.#depth - 1] as number
      const end = first[node + 1] as number
      let at = this.#cursor[node] as number
      let child = -1
      for (; at < end; at += 1) {
        if (((relation[at] as number) & allowed) === 0) continue
        const target = to[at] as number
        const seen = rank[target] as number
        if (seen === 0) {
          child = target
          break
        }
        if (seen < (rank[node] as number)) {
          rank[node] = seen
          this.#isRoot[node] = 0
        }
      }
      if (child < 0) this.#close(node)
      else {
        // The edge is looked at again when the child is done, and then carries the child's rank over.
        this.#cursor[node] = at
        this.#open(child)
      }
    }
  }

  #open(node: number): void {
    this.#path[this.#depth] = node
    this.#depth += 1
    this.rank[node] = this.#next
    this.#next += 1
    this.#isRoot[node] = 1
    this.#cursor[node] = this.graph.first[node] as number
  }

  #close(node: number): void {
    this.#depth -= 1
    if ((this.#isRoot[node] as number) === 0) {
      this.#waiting[this.#waitingCount] = node
      this.#waitingCount += 1
      return
    }
    const own = this.rank[node] as number
    while (this.#waitingCount > 0) {
      const member = this.#waiting[this.#waitingCount - 1] as number
      if ((this.rank[member] as number) < own) break
      this.#waitingCount -= 1
      this.#complete(member)
    }
    this.#complete(node)
    this.#component -= 1
  }

  #complete(node: number): void {
    this.rank[node] = this.#component + this.graph.nodes
    this.#order[this.#done] = node
    this.#done += 1
    this.#next -= 1
  }

  result(): Components {
    const { nodes } = this.graph
    const of = this.rank
    for (let node = 0; node < nodes; node += 1) of[node] = 2 * nodes - (of[node] as number)
    return { of, count: nodes - this.#component, order: this.#order }
  }
}

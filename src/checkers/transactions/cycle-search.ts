import { type Components, componentsOf } from './components.ts'
import { type Cycle, type Step, simple } from './cycle.ts'
import type { Graph } from './graph.ts'

/** How much may still be searched, in edges looked at: a count, so that every machine gives the same answer. */
export interface Budget {
  left: number
  /** How many searches were given up for want of it. */
  cut: number
}

/** The part of a graph in which cycles are looked for: some strongly connected component of all relations together. */
export interface Region {
  readonly graph: Graph
  /** Of each node the node of the whole graph; more than one may stand for the same. */
  readonly origin: Int32Array
  /** 1 of a transaction, 0 of an auxiliary node, which costs nothing to pass. */
  readonly cost: Uint8Array
}

/** Finds shortest cycles in a region by breadth-first search. */
export class CycleSearch {
  readonly #region: Region
  readonly #budget: Budget
  readonly #seen: Int32Array
  readonly #edgeInto: Int32Array
  readonly #nodeBefore: Int32Array
  #round = 0

  constructor(region: Region, budget: Budget) {
    const { nodes } = region.graph
    this.#region = region
    this.#budget = budget
    this.#seen = new Int32Array(nodes)
    this.#edgeInto = new Int32Array(nodes)
    this.#nodeBefore = new Int32Array(nodes)
  }

  /** A shortest cycle of these relations; with the budget at an end, the shortest found. None where there is none. */
  shortest(mask: number): Cycle | undefined {
    const { graph, cost } = this.#region
    const components = componentsOf(graph, mask)
    if (components.count === graph.nodes) return undefined
    const size = sizes(components)
    let best: Cycle | undefined
    for (let node = 0; node < graph.nodes; node += 1) {
      if (cost[node] === 0 || (size[components.of[node] as number] as number) < 2) continue
      if (best && this.#isSpent()) break
      best = this.#path(node, node, mask, components, best?.length) ?? best
      if (best?.length === 2) break
    }
    return best && simple(best)
  }

  /**
   * A shortest cycle that begins with an edge of `start` and goes on with edges of `mask`, both within one of the
   * `components`. With `persistent` the budget does not end it before something is found.
   */
  through(start: number, mask: number, components: Components, persistent: boolean): Cycle | undefined {
    const { graph, cost } = this.#region
    let best: Cycle | undefined
    for (let node = 0; node < graph.nodes; node += 1) {
      if (cost[node] === 0) continue
      for (let edge = graph.first[node] as number; edge < (graph.first[node + 1] as number); edge += 1) {
        if (((graph.relation[edge] as number) & start) === 0) continue
        const to = graph.to[edge] as number
        if (components.of[to] !== components.of[node]) continue
        if ((best || !persistent) && this.#isSpent()) return best && simple(best)
        best = this.#path(to, node, mask, components, best?.length, edge) ?? best
        if (best?.length === 2) return simple(best)
      }
    }
    return best && simple(best)
  }

  #isSpent(): boolean {
    if (this.#budget.left > 0) return false
    this.#budget.cut += 1
    return true
  }

  /**
   * The shortest way from `from` to `target` within the component of `target`, of less than `bound` steps; with
   * `lead`, an edge from `target` to `from`, in front of it.
   */
  #path(
    from: number,
    target: number,
    mask: number,
    components: Components,
    bound = Number.POSITIVE_INFINITY,
    lead = -1,
  ): Cycle | undefined {
    const { cost } = this.#region
    this.#round += 1
    this.#seen[from] = this.#round
    let now = [from]
    // The lead is a step of its own just if it ends in a transaction.
    let steps = lead >= 0 && cost[from] === 1 ? 1 : 0
    while (now.length > 0 && steps + 1 < bound) {
      const later: number[] = []
      const last = this.#expand(now, later, target, mask, components)
      if (last) return this.#walk(from, last, lead)
      now = later
      steps += 1
    }
    return undefined
  }

  /** One step on from all of `now`, which grows by the auxiliary nodes. Gives the edge into `target`, if there is one. */
  #expand(
    now: number[],
    later: number[],
    target: number,
    mask: number,
    components: Components,
  ): Arrival | undefined {
    const { graph, cost } = this.#region
    const component = components.of[target]
    for (let at = 0; at < now.length; at += 1) {
      const node = now[at] as number
      const end = graph.first[node + 1] as number
      for (let edge = graph.first[node] as number; edge < end; edge += 1) {
        this.#budget.left -= 1
        if (((graph.relation[edge] as number) & mask) === 0) continue
        const to = graph.to[edge] as number
        if (to === target) return { node, edge }
        if (this.#seen[to] === this.#round || components.of[to] !== component) continue
        this.#seen[to] = this.#round
        this.#edgeInto[to] = edge
        this.#nodeBefore[to] = node
        if (cost[to] === 0) now.push(to)
        else later.push(to)
      }
    }
    return undefined
  }

  #walk(from: number, last: Arrival, lead: number): Cycle {
    const edges = [last.edge]
    for (let node = last.node; node !== from; node = this.#nodeBefore[node] as number) {
      edges.push(this.#edgeInto[node] as number)
    }
    if (lead >= 0) edges.push(lead)
    return this.#steps(edges.reverse())
  }

  /** Edges, with those through auxiliary nodes put together: the first says what relation it is, the last why. */
  #steps(edges: readonly number[]): Cycle {
    const { graph, cost, origin } = this.#region
    const ends = edges.filter((edge) => cost[graph.to[edge] as number] === 1)
    const firsts = edges.filter(
      (_, at) => at === 0 || cost[graph.to[edges[at - 1] as number] as number] === 1,
    )
    return ends.map((edge, at): Step => {
      const before = ends[(at + ends.length - 1) % ends.length] as number
      return {
        from: origin[graph.to[before] as number] as number,
        to: origin[graph.to[edge] as number] as number,
        relation: graph.relation[firsts[at] as number] as number,
        proof: graph.proof[edge] as number,
      }
    })
  }
}

interface Arrival {
  readonly node: number
  readonly edge: number
}

/** How many nodes each component has. */
export function sizes(components: Components): Int32Array {
  const size = new Int32Array(components.count)
  for (const component of components.of) size[component] = (size[component] as number) + 1
  return size
}

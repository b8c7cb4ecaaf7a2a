import { IntList, integers } from './int-list.ts'

/**
 * How one transaction is known to come before another. Adya, "Weak Consistency", section 3.1.4: it overwrote (`WW`),
 * its write was read (`WR`), or what it read was overwritten (`RW`). Then the order within a process and in real time.
 */
export const WW = 1
export const WR = 2
export const RW = 4
export const PROCESS = 8
export const REALTIME = 16
/** An anti-dependency that follows only where each key keeps the order of a process, or of real time. */
export const RW_PROCESS = 32
export const RW_REALTIME = 64
/** Out of an auxiliary node: part of whatever relation led into it. */
export const VIA = 128

export const ANY_RW = RW | RW_PROCESS | RW_REALTIME

/**
 * A graph in compressed sparse rows. Nodes from 0 to `real` - 1 are transactions; those above are auxiliary, so that
 * "all of these before all of those" takes as many edges as there are transactions, not as many as there are pairs.
 */
export interface Graph {
  readonly nodes: number
  readonly real: number
  /** The edges out of node n are those from `first[n]` to `first[n + 1] - 1`. */
  readonly first: Int32Array
  readonly to: Int32Array
  readonly relation: Uint8Array
  /** What proves an edge: a write, or -1. Which one is said where edges are made. */
  readonly proof: Int32Array
}

/** Collects edges, then sorts them into a graph. */
export class GraphBuilder {
  readonly real: number
  #nodes: number
  readonly #from: IntList
  readonly #to: IntList
  readonly #relation: IntList
  readonly #proof: IntList

  /** For a graph of `real` transactions, and about so many edges. */
  constructor(real: number, edges: number) {
    this.real = real
    this.#nodes = real
    this.#from = new IntList(edges)
    this.#to = new IntList(edges)
    this.#relation = new IntList(edges)
    this.#proof = new IntList(edges)
  }

  get nodes(): number {
    return this.#nodes
  }

  /** Where the edges so far begin and end. */
  get ends(): { readonly from: Int32Array; readonly to: Int32Array } {
    return { from: this.#from.view(), to: this.#to.view() }
  }

  /** How many edges there are so far. */
  get edges(): number {
    return this.#from.length
  }

  /** A new auxiliary node. */
  node(): number {
    this.#nodes += 1
    return this.#nodes - 1
  }

  edge(from: number, to: number, relation: number, proof = -1): void {
    this.#from.push(from)
    this.#to.push(to)
    this.#relation.push(relation)
    this.#proof.push(proof)
  }

  build(): Graph {
    const nodes = this.#nodes
    const from = this.#from.view()
    const to = this.#to.view()
    const relation = this.#relation.view()
    const proof = this.#proof.view()
    const first = integers(nodes + 1)
    for (let at = 0; at < from.length; at += 1) {
      const next = (from[at] as number) + 1
      first[next] = (first[next] as number) + 1
    }
    for (let node = 0; node < nodes; node += 1) {
      first[node + 1] = (first[node + 1] as number) + (first[node] as number)
    }
    const cursor = integers(nodes)
    cursor.set(first.subarray(0, nodes))
    const graph: Graph = {
      nodes,
      real: this.real,
      first,
      to: integers(from.length),
      relation: new Uint8Array(from.length),
      proof: integers(from.length),
    }
    for (let at = 0; at < from.length; at += 1) {
      const node = from[at] as number
      const slot = cursor[node] as number
      cursor[node] = slot + 1
      graph.to[slot] = to[at] as number
      graph.relation[slot] = relation[at] as number
      graph.proof[slot] = proof[at] as number
    }
    return graph
  }
}

/**
 * Puts each of `readers` before each of `writes`' transactions but itself, in a number of edges linear in both: where
 * there are many of both, a reader that is itself the writer at i is led to the writers before i by one chain of
 * auxiliary nodes and to those after i by another. `readers` and the transactions of `writes` are without repetition.
 */
export function linkAllToAll(
  builder: GraphBuilder,
  readers: readonly number[],
  writes: readonly number[],
  transactionOf: (write: number) => number,
  relation: number,
): void {
  if (readers.length < 2 || writes.length < 2) {
    for (const reader of readers) {
      for (const write of writes) {
        const writer = transactionOf(write)
        if (writer !== reader) builder.edge(reader, writer, relation, write)
      }
    }
    return
  }
  const at = new Map(writes.map((write, index) => [transactionOf(write), index]))
  const upTo = chain(builder, writes, transactionOf)
  const onwards = chain(builder, [...writes].reverse(), transactionOf).reverse()
  for (const reader of readers) {
    const own = at.get(reader) ?? -1
    const before = own < 0 ? undefined : upTo[own - 1]
    const after = onwards[own + 1]
    if (before !== undefined) builder.edge(reader, before, relation)
    if (after !== undefined) builder.edge(reader, after, relation)
  }
}

/** Auxiliary nodes, the one at i leading to the writers from 0 to i. */
function chain(
  builder: GraphBuilder,
  writes: readonly number[],
  transactionOf: (write: number) => number,
): number[] {
  const nodes: number[] = []
  for (const write of writes) {
    const node = builder.node()
    builder.edge(node, transactionOf(write), VIA, write)
    const previous = nodes.at(-1)
    if (previous !== undefined) builder.edge(node, previous, VIA)
    nodes.push(node)
  }
  return nodes
}

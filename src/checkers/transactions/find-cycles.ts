import type { CycleKind } from './anomalies.ts'
import { type Components, componentsOf } from './components.ts'
import { type Cycle, kindOf } from './cycle.ts'
import { type Budget, CycleSearch, type Region, sizes } from './cycle-search.ts'
import { type Graph, PROCESS, REALTIME, RW, RW_PROCESS, RW_REALTIME, VIA, WR, WW } from './graph.ts'

/** What may lie between transactions, from data alone to the order of real time. Each has all that the one before has. */
const VARIANTS = [
  { order: 0, rw: RW },
  { order: PROCESS, rw: RW | RW_PROCESS },
  { order: PROCESS | REALTIME, rw: RW | RW_PROCESS | RW_REALTIME },
]

/** The cycles without an anti-dependency, the worst first; then those with one. A worse one makes the others no news. */
const WRITES_AND_READS: readonly string[] = ['G0', 'G1c']
const ANTI: readonly string[] = ['G-single', 'G-nonadjacent', 'G2-item']

/** All that was found: of each kind how often, and some of the shortest. */
export class FoundCycles {
  readonly count = new Map<CycleKind, number>()
  readonly shortest = new Map<CycleKind, Cycle[]>()

  add(kind: CycleKind, cycle: Cycle): void {
    this.count.set(kind, (this.count.get(kind) ?? 0) + 1)
    const kept = this.shortest.get(kind) ?? []
    const at = kept.findIndex((other) => other.length > cycle.length)
    kept.splice(at < 0 ? kept.length : at, 0, cycle)
    this.shortest.set(kind, kept.slice(0, KEPT))
  }
}

const KEPT = 4

/**
 * Finds the cycles of a graph and tells what kind each is, one of a kind in every strongly connected component. That
 * a kind is there is decided exactly and in linear time, by components of the graph with fewer relations; only which
 * of the cycles is shortest, and whether one has a single anti-dependency, takes a search with a budget.
 */
export function findCycles(graph: Graph, components: Components, budget: Budget): FoundCycles {
  const found = new FoundCycles()
  if (components.count === graph.nodes) return found
  for (const region of regionsOf(graph, components)) {
    for (const [kind, cycle] of cyclesIn(region, budget)) found.add(kind, cycle)
  }
  return found
}

/** The components of more than one node, each as a graph of its own. */
function* regionsOf(graph: Graph, components: Components): Generator<Region> {
  const size = sizes(components)
  const members = new Map<number, number[]>()
  for (let node = 0; node < graph.nodes; node += 1) {
    const component = components.of[node] as number
    if ((size[component] as number) < 2) continue
    const list = members.get(component)
    if (list) list.push(node)
    else members.set(component, [node])
  }
  const local = new Int32Array(graph.nodes)
  for (const [component, nodes] of members) {
    nodes.forEach((node, at) => {
      local[node] = at
    })
    yield region(graph, nodes, (node) => (components.of[node] === component ? (local[node] as number) : -1))
  }
}

function region(graph: Graph, members: readonly number[], localOf: (node: number) => number): Region {
  const to: number[] = []
  const relation: number[] = []
  const proof: number[] = []
  const first = new Int32Array(members.length + 1)
  members.forEach((node, at) => {
    for (let edge = graph.first[node] as number; edge < (graph.first[node + 1] as number); edge += 1) {
      const target = localOf(graph.to[edge] as number)
      if (target < 0) continue
      to.push(target)
      relation.push(graph.relation[edge] as number)
      proof.push(graph.proof[edge] as number)
    }
    first[at + 1] = to.length
  })
  return {
    graph: {
      nodes: members.length,
      real: members.filter((node) => node < graph.real).length,
      first,
      to: Int32Array.from(to),
      relation: Uint8Array.from(relation),
      proof: Int32Array.from(proof),
    },
    origin: Int32Array.from(members),
    cost: Uint8Array.from(members, (node) => (node < graph.real ? 1 : 0)),
  }
}

/** Of the cycles in a region one of each kind that no worse one makes redundant. */
function cyclesIn(whole: Region, budget: Budget): Map<CycleKind, Cycle> {
  const found = new Map<CycleKind, Cycle>()
  const rank = (chain: readonly string[]) =>
    Math.min(
      chain.length,
      ...[...found.keys()].map((kind) => chain.indexOf(baseName(kind))).filter((at) => at >= 0),
    )
  const keep = (cycle: Cycle | undefined) => {
    if (cycle === undefined) return
    const kind = kindOf(cycle)
    const known = found.get(kind)
    if (known === undefined || cycle.length < known.length) found.set(kind, cycle)
  }
  const search = new CycleSearch(whole, budget)
  for (const { order, rw } of VARIANTS) {
    const all = componentsOf(whole.graph, WW | WR | rw | order)
    if (all.count === whole.graph.nodes) continue
    if (rank(WRITES_AND_READS) > 0) keep(search.shortest(WW | order | VIA))
    if (rank(WRITES_AND_READS) > 1) keep(search.shortest(WW | WR | order | VIA))
    if (rank(ANTI) > 0) apartCycles(whole, WW | WR | order, rw, budget, rank(ANTI) > 1).forEach(keep)
    if (rank(ANTI) > 2) keep(search.through(rw, WW | WR | rw | order | VIA, all, true))
  }
  return found
}

const baseName = (kind: CycleKind) => kind.replace(/-(process|realtime)$/, '')

/**
 * Cycles in which no two anti-dependencies meet; first those with just one. Each node is there twice, and an
 * anti-dependency leads from its first copy to the second copy of the other, out of which there is none: this makes
 * of Cerone and Gotsman's condition for snapshot isolation ("Analysing Snapshot Isolation", PODC 2016, theorem 10)
 * a question of strongly connected components.
 */
function apartCycles(
  whole: Region,
  dependency: number,
  rw: number,
  budget: Budget,
  wantsMore: boolean,
): (Cycle | undefined)[] {
  const twice = twofold(whole, dependency | VIA, rw)
  const components = componentsOf(twice.graph, dependency | rw)
  if (components.count === twice.graph.nodes) return []
  const search = new CycleSearch(twice, budget)
  const single = search.through(rw, dependency | VIA, components, false)
  if (single || !wantsMore) return [single]
  return [search.through(rw, dependency | rw | VIA, components, true)]
}

/** Node n as 2n, reached otherwise, and as 2n + 1, reached by an anti-dependency. */
function twofold({ graph, origin, cost }: Region, dependency: number, rw: number): Region {
  const to: number[] = []
  const relation: number[] = []
  const proof: number[] = []
  const first = new Int32Array(2 * graph.nodes + 1)
  for (let copy = 0; copy < 2 * graph.nodes; copy += 1) {
    const node = copy >> 1
    const afterRw = copy & 1
    for (let edge = graph.first[node] as number; edge < (graph.first[node + 1] as number); edge += 1) {
      const kind = graph.relation[edge] as number
      const isRw = (kind & rw) !== 0
      if (isRw ? afterRw === 1 : (kind & dependency) === 0) continue
      // An auxiliary node hands on how it was reached.
      const reachedByRw = isRw || (kind === VIA && afterRw === 1)
      to.push(2 * (graph.to[edge] as number) + (reachedByRw ? 1 : 0))
      relation.push(kind)
      proof.push(graph.proof[edge] as number)
    }
    first[copy + 1] = to.length
  }
  return {
    graph: {
      nodes: 2 * graph.nodes,
      real: 2 * graph.real,
      first,
      to: Int32Array.from(to),
      relation: Uint8Array.from(relation),
      proof: Int32Array.from(proof),
    },
    origin: Int32Array.from({ length: 2 * graph.nodes }, (_, copy) => origin[copy >> 1] as number),
    cost: Uint8Array.from({ length: 2 * graph.nodes }, (_, copy) => cost[copy >> 1] as number),
  }
}

import type { Graph, GraphEdge, GraphNode } from './graph.ts'

/**
 * Something that takes room in a layer: a node, the label of an edge, or the place where a long
 * edge passes. `main` runs in the direction of flow, `cross` along the layer.
 */
export interface Item {
  readonly kind: 'node' | 'label' | 'bend'
  readonly node?: GraphNode
  readonly label: string
  layer: number
  /** Place in its layer. */
  order: number
  mainSize: number
  crossSize: number
  /** The part of `crossSize` that is taken by edges from a node to itself. */
  loopSize: number
  /** First cell along the layer. */
  cross: number
}

/** The part of an edge between two neighbouring layers. Ports are cells counted from `item.cross`. */
export interface Segment {
  readonly edge: GraphEdge
  readonly upper: Item
  readonly lower: Item
  upperPort: number
  lowerPort: number
  readonly arrowUp: boolean
  readonly arrowDown: boolean
}

export interface Layered {
  readonly layers: readonly Item[][]
  readonly segments: readonly Segment[]
  /** Edges from a node to itself, drawn beside it. */
  readonly loops: ReadonlyMap<string, readonly GraphEdge[]>
}

/**
 * Puts nodes into layers so that edges lead on, except those that close a cycle, and cuts each
 * edge into segments from layer to layer (Sugiyama, Tagawa and Toda, 1981).
 */
export function layer(graph: Graph): Layered {
  const straight = graph.edges.filter(({ from, to }) => from !== to)
  const backward = backEdges(graph.nodes, straight)
  const depth = depths(graph.nodes, straight, backward)
  const rank = ranks(straight, depth)
  const items = new Map(graph.nodes.map((node) => [node.id, item('node', node.label.join(' '), node)]))
  const layers: Item[][] = []
  const put = (entry: Item, index: number) => {
    while (layers.length <= index) layers.push([])
    entry.layer = index
    entry.order = layers[index]?.push(entry) ?? 0
  }
  for (const node of graph.nodes) {
    const entry = items.get(node.id)
    if (entry) put(entry, rank(2 * (depth.get(node.id) ?? 0)))
  }
  const segments = straight.flatMap((edge) => chain(edge, backward.has(edge), items, rank, depth, put))
  return { layers, segments, loops: loopsOf(graph) }
}

function item(kind: Item['kind'], label: string, node?: GraphNode): Item {
  const base = { kind, label, layer: 0, order: 0, mainSize: 1, crossSize: 1, loopSize: 0, cross: 0 }
  return node ? { ...base, node } : base
}

/** Edges that lead back to a node from which we came, walking depth first in the order written. */
function backEdges(nodes: readonly GraphNode[], edges: readonly GraphEdge[]): Set<GraphEdge> {
  const backward = new Set<GraphEdge>()
  const state = new Map<string, 'open' | 'done'>()
  const walk = (id: string) => {
    state.set(id, 'open')
    for (const edge of edges) {
      if (edge.from !== id) continue
      if (state.get(edge.to) === 'open') backward.add(edge)
      else if (!state.has(edge.to)) walk(edge.to)
    }
    state.set(id, 'done')
  }
  const entered = new Set(edges.map(({ to }) => to))
  const starts = [...nodes.filter(({ id }) => !entered.has(id)), ...nodes]
  for (const { id } of starts) if (!state.has(id)) walk(id)
  return backward
}

/** The longest way to each node, in edges that lead on. */
function depths(
  nodes: readonly GraphNode[],
  edges: readonly GraphEdge[],
  backward: ReadonlySet<GraphEdge>,
): Map<string, number> {
  const depth = new Map(nodes.map(({ id }) => [id, 0]))
  for (let round = 0; round < nodes.length; round++) {
    for (const edge of edges) {
      if (backward.has(edge)) continue
      depth.set(edge.to, Math.max(depth.get(edge.to) ?? 0, (depth.get(edge.from) ?? 0) + 1))
    }
  }
  return depth
}

/** The layer of each even depth (nodes) and odd depth (labels), leaving out the odd ones with no label. */
function ranks(edges: readonly GraphEdge[], depth: ReadonlyMap<string, number>): (half: number) => number {
  const used = new Set(edges.filter(({ label }) => label !== '').map((edge) => labelHalf(edge, depth)))
  return (half) => {
    let rank = 0
    for (let below = 0; below < half; below++) if (below % 2 === 0 || used.has(below)) rank++
    return rank
  }
}

/** Labels stand just after the node from which the edge comes, where the reader decides. */
function labelHalf({ from, to }: GraphEdge, depth: ReadonlyMap<string, number>): number {
  const start = depth.get(from) ?? 0
  return (depth.get(to) ?? 0) > start ? 2 * start + 1 : 2 * start - 1
}

function chain(
  edge: GraphEdge,
  backward: boolean,
  items: ReadonlyMap<string, Item>,
  rank: (half: number) => number,
  depth: ReadonlyMap<string, number>,
  put: (entry: Item, index: number) => void,
): Segment[] {
  const first = items.get(backward ? edge.to : edge.from)
  const last = items.get(backward ? edge.from : edge.to)
  if (first === undefined || last === undefined) return []
  const labelled = edge.label === '' ? -1 : rank(labelHalf(edge, depth))
  const stops = [first]
  for (let index = first.layer + 1; index < last.layer; index++) {
    const stop = index === labelled ? item('label', edge.label) : item('bend', '')
    put(stop, index)
    stops.push(stop)
  }
  stops.push(last)
  const arrowAtFirst = backward ? edge.arrow : edge.arrowBack
  const arrowAtLast = backward ? edge.arrowBack : edge.arrow
  return stops.slice(1).map((lower, index) => ({
    edge,
    upper: stops[index] ?? first,
    lower,
    upperPort: 0,
    lowerPort: 0,
    arrowUp: arrowAtFirst && index === 0,
    arrowDown: arrowAtLast && index === stops.length - 2,
  }))
}

function loopsOf(graph: Graph): Map<string, GraphEdge[]> {
  const loops = new Map<string, GraphEdge[]>()
  for (const edge of graph.edges) {
    if (edge.from === edge.to) loops.set(edge.from, [...(loops.get(edge.from) ?? []), edge])
  }
  return loops
}

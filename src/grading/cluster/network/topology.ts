/** Who is whose neighbour: what the broadcast workload tells each node. Maelstrom, doc/workloads.md. */
export type Topology = Readonly<Record<string, readonly string[]>>

const NAMES = ['line', 'grid', 'tree', 'tree2', 'tree3', 'tree4', 'total'] as const
export type TopologyName = (typeof NAMES)[number]

export const TOPOLOGIES: readonly TopologyName[] = NAMES

export function topology(name: TopologyName, nodes: readonly string[]): Topology {
  if (name === 'total')
    return symmetric(nodes, (at) => nodes.map((_, other) => other).filter((other) => other < at))
  if (name === 'line') return symmetric(nodes, (at) => [at - 1])
  if (name === 'grid') {
    const side = Math.ceil(Math.sqrt(nodes.length))
    return symmetric(nodes, (at) => [at - side, ...(at % side === 0 ? [] : [at - 1])])
  }
  const children = name === 'tree' ? 2 : Number(name.slice('tree'.length))
  return symmetric(nodes, (at) => [Math.ceil(at / children) - 1])
}

/** From the neighbours with smaller numbers to all. */
function symmetric(nodes: readonly string[], smaller: (at: number) => readonly number[]): Topology {
  const neighbours = nodes.map(() => new Set<number>())
  nodes.forEach((_, at) => {
    for (const other of smaller(at)) {
      if (other < 0) continue
      neighbours[at]?.add(other)
      neighbours[other]?.add(at)
    }
  })
  const named = (set: ReadonlySet<number> = new Set()) =>
    [...set].sort((a, b) => a - b).flatMap((at) => nodes[at] ?? [])
  return Object.fromEntries(nodes.map((node, at) => [node, named(neighbours[at])]))
}

import type { NodeRandom } from '../../kernel/cluster/model.ts'

/** Most chains of messages begin at the first site. */
const BUSY_SHARE = 0.9

/** Nodes with low numbers are at the busy site, the others at the quiet one. */
function busyNodes(nodes: number): number {
  return (nodes + 1) >> 1
}

export function drawOrigin(random: NodeRandom, nodes: number): number {
  const busy = busyNodes(nodes)
  return random.uniform() < BUSY_SHARE ? random.integer(busy) : busy + random.integer(nodes - busy)
}

/** Another node, mostly of the same site. */
export function drawPeer(random: NodeRandom, node: number, nodes: number, crossShare: number): number {
  const busy = busyNodes(nodes)
  const atBusy = node < busy
  const here = { first: atBusy ? 0 : busy, count: atBusy ? busy : nodes - busy }
  const there = { first: atBusy ? busy : 0, count: nodes - here.count }
  const crosses = random.uniform() < crossShare || here.count === 1
  if (crosses) return there.first + random.integer(there.count)
  const step = 1 + random.integer(here.count - 1)
  return here.first + ((node - here.first + step) % here.count)
}

import { Gauge } from 'prom-client'
import { hashOf } from '../cluster/hash.ts'
import type { SpreadOver } from '../cluster/placement.ts'
import type { Log } from '../observability/log.ts'
import type { Metrics } from '../observability/metrics.ts'

/** The number of places on the ring. */
const CIRCUMFERENCE = 2 ** 32

interface Point {
  readonly at: number
  readonly node: string
}

export interface RingOptions {
  /** How many nodes keep each name. */
  readonly replicas: number
  /** Points of each node on the ring. */
  readonly virtualNodes: number
}

/**
 * Puts nodes and names on a ring; a name belongs to the nodes that follow it. A node that comes takes what lies before
 * its points, and nothing moves between the others. See docs/adr/consistent-hashing.md.
 */
export function ringSpread({ replicas, virtualNodes }: RingOptions): SpreadOver {
  return (nodes) => {
    const ring = ringOf(nodes, virtualNodes)
    const wanted = Math.min(replicas, nodes.length)
    return (name) => {
      const found = new Set<string>()
      for (let at = indexAfter(ring, hashOf(name)); found.size < wanted; at++) {
        found.add(ring[at % ring.length]?.node ?? '')
      }
      return [...found]
    }
  }
}

/** The part of the ring, from 0 to 1, whose names have the node as their first. */
export function ringShares(nodes: readonly string[], virtualNodes: number): Map<string, number> {
  const shares = new Map(nodes.map((node): [string, number] => [node, 0]))
  const ring = ringOf(nodes, virtualNodes)
  // The first point also has what lies beyond the last one, around the end of the ring.
  let before = (ring.at(-1)?.at ?? 0) - CIRCUMFERENCE
  for (const { at, node } of ring) {
    shares.set(node, (shares.get(node) ?? 0) + (at - before) / CIRCUMFERENCE)
    before = at
  }
  return shares
}

/** Shares that are far apart call for more virtual nodes. */
export function showShares(
  shares: ReadonlyMap<string, number>,
  { log, metrics }: { readonly log: Log; readonly metrics: Metrics },
): void {
  const gauge = new Gauge({
    name: 'ring_share',
    help: 'Part of the ring whose keys have the node as their first.',
    labelNames: ['node'],
    registers: [metrics],
  })
  for (const [node, share] of shares) gauge.set({ node }, share)
  log.info({ shares: Object.fromEntries(shares) }, 'shares of the ring')
}

/** One point would give a node whatever gap it falls into; many points average that out. */
function ringOf(nodes: readonly string[], virtualNodes: number): Point[] {
  return nodes
    .flatMap((node) =>
      Array.from({ length: virtualNodes }, (_, index) => ({
        at: hashOf(`${node}#${index}`),
        node,
      })),
    )
    .sort((a, b) => a.at - b.at || (a.node < b.node ? -1 : 1))
}

/** The first point at or after a place; the length of the ring when there is none. */
function indexAfter(ring: readonly Point[], place: number): number {
  let low = 0
  let high = ring.length
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if ((ring[middle]?.at ?? 0) < place) low = middle + 1
    else high = middle
  }
  return low
}

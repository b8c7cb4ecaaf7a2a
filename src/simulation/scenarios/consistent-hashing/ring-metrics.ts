import type { Placement } from './placement.ts'
import type { Membership, Ring } from './ring.ts'

const SAMPLES = 4096
/** Fewer points make shares that differ by chance more than any rule could tell. */
const FEWEST_POINTS = 8

/** Keys that moved in each change against what is needed and what hashing modulo n would have moved. */
export function ringMetrics(
  memberships: readonly Membership[],
  moved: readonly number[],
  keys: number,
  placement: Placement,
): Record<string, number> {
  const changes = memberships.slice(1)
  const share = (counts: readonly number[]) =>
    counts.reduce((sum, count) => sum + count, 0) / counts.length / keys
  const ideal = changes.map(({ members, before }) => keys / Math.max(members.length, before.length))
  return {
    moved_share: share(moved.slice(1)),
    ideal_share: share(ideal),
    modulo_moved_share: share(changes.map((change) => movedByModulo(change, keys))),
    peak_to_mean: peakToMean(memberships.at(-1)?.members ?? [], keys, placement),
  }
}

function movedByModulo({ members, before }: Membership, keys: number): number {
  let count = 0
  for (let key = 0; key < keys; key += 1) {
    if (members[key % members.length] !== before[key % before.length]) count += 1
  }
  return count
}

function peakToMean(members: readonly number[], keys: number, placement: Placement): number {
  return (Math.max(...loadsOf(members, keys, placement).values()) * members.length) / keys
}

/** By server: how many of the keys are its own. */
export function loadsOf(members: readonly number[], keys: number, placement: Placement): Map<number, number> {
  const loads = new Map<number, number>()
  for (let key = 0; key < keys; key += 1) {
    const owner = placement.owner(members, key)
    loads.set(owner, (loads.get(owner) ?? 0) + 1)
  }
  return loads
}

/**
 * With v points for each of n servers the share of one is the sum of v of the n v gaps between random
 * points, which has the mean 1/n and, relative to it, a deviation of nearly sqrt((n - 1) / (n v)).
 * Six of these and a little for the measure are beyond chance.
 */
export function unlikelyShare(ring: Ring, members: readonly number[], virtualNodes: number) {
  const n = members.length
  if (virtualNodes < FEWEST_POINTS || n === 1) return undefined
  const bound = (1 + 6 * Math.sqrt((n - 1) / (n * virtualNodes))) / n + 1 / SAMPLES
  const counts = new Map<number, number>()
  for (let at = 0; at < SAMPLES; at += 1) {
    const owner = ring.ownerAt((at + 0.5) / SAMPLES)
    counts.set(owner, (counts.get(owner) ?? 0) + 1)
  }
  for (const [server, count] of counts) {
    const share = count / SAMPLES
    if (share > bound) return { server, share, bound }
  }
  return undefined
}

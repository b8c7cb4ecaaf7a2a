import type { Base, CycleKind, Variant } from './anomalies.ts'
import { ANY_RW, PROCESS, REALTIME, RW_PROCESS, RW_REALTIME, WR } from './graph.ts'

/** One transaction before another, and why. */
export interface Step {
  readonly from: number
  readonly to: number
  readonly relation: number
  /** The write that proves it, or -1: of `WW` and `RW` the one that came later, of `WR` the one that was read. */
  readonly proof: number
}

/** Transactions each of which comes before the next, and the last before the first. */
export type Cycle = readonly Step[]

const isRw = ({ relation }: Step) => (relation & ANY_RW) !== 0

/** Whether two anti-dependencies follow one on the other; a snapshot isolated history has no cycle without that. */
function hasAdjacentRw(cycle: Cycle): boolean {
  return cycle.some((step, at) => isRw(step) && isRw(cycle[(at + 1) % cycle.length] as Step))
}

function baseOf(cycle: Cycle): Base {
  const rw = cycle.filter(isRw).length
  if (rw === 1) return 'G-single'
  if (rw > 1) return hasAdjacentRw(cycle) ? 'G2-item' : 'G-nonadjacent'
  return cycle.some(({ relation }) => relation === WR) ? 'G1c' : 'G0'
}

function variantOf(cycle: Cycle): Variant {
  const relations = cycle.reduce((sum, { relation }) => sum | relation, 0)
  if ((relations & (REALTIME | RW_REALTIME)) !== 0) return '-realtime'
  return (relations & (PROCESS | RW_PROCESS)) !== 0 ? '-process' : ''
}

/** The anomaly that a cycle is, by what it is made of. */
export const kindOf = (cycle: Cycle): CycleKind => `${baseOf(cycle)}${variantOf(cycle)}`

/**
 * A closed walk that visits no transaction twice, from one that may. Where it meets itself it is two closed walks; one
 * of them has no two anti-dependencies in a row where the whole has none.
 */
export function simple(walk: Cycle): Cycle {
  const seen = new Map<number, number>()
  for (const [at, { from }] of walk.entries()) {
    const before = seen.get(from)
    if (before !== undefined) {
      const inner = walk.slice(before, at)
      const outer = [...walk.slice(0, before), ...walk.slice(at)]
      return simple(hasAdjacentRw(inner) && !hasAdjacentRw(walk) ? outer : inner)
    }
    seen.set(from, at)
  }
  return walk
}

import { hashOf } from './hash.ts'
import type { SpreadOver } from './placement.ts'

/**
 * The remainder of the hash by the number of nodes says where to begin, and the next nodes of the list follow. One
 * node more or less gives nearly every name another place.
 */
export function moduloSpread(replicas: number): SpreadOver {
  return (nodes) => (name) => {
    const first = hashOf(name) % nodes.length
    return Array.from(
      { length: Math.min(replicas, nodes.length) },
      (_, index) => nodes[(first + index) % nodes.length] ?? '',
    )
  }
}

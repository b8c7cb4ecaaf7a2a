import type { RandomStream } from '../../../lib/prng.ts'

/** How long a message travels between nodes: Maelstrom's `--latency` and `--latency-dist`. */
export interface Latency {
  readonly meanMs: number
  readonly distribution: LatencyDistribution
}

export const LATENCY_DISTRIBUTIONS = ['constant', 'uniform', 'exponential'] as const
export type LatencyDistribution = (typeof LATENCY_DISTRIBUTIONS)[number]

/** Draw `n` of a link's latencies, microseconds. */
export function drawLatencyUs({ meanMs, distribution }: Latency, random: RandomStream, n: number): number {
  const meanUs = meanMs * 1000
  if (meanUs === 0) return 0
  if (distribution === 'constant') return meanUs
  if (distribution === 'uniform') return Math.round(2 * meanUs * random.uniform(n))
  return Math.round(meanUs * random.exponential(n))
}

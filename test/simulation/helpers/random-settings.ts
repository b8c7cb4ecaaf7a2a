import { exp, ln } from '../../../src/lib/portable-math.ts'
import { RandomStream } from '../../../src/lib/prng.ts'
import type { Parameter } from '../../../src/simulation/kernel/scenario.ts'

/**
 * A value for every parameter, drawn over the whole range that it may have: one in eight at an edge,
 * the others evenly in the logarithm, so that small values come as often as large ones. `ranges`
 * narrows those that would only make runs long.
 */
export function randomSettings(
  seed: number,
  parameters: readonly Parameter[],
  ranges: Readonly<Record<string, readonly [number, number]>> = {},
): string[] {
  return parameters.map(({ id, min, max, whole }) => {
    const draws = new RandomStream(seed, id)
    const [low, high] = ranges[id] ?? [min, max]
    const value = drawn(draws, low, high)
    return `${id}=${whole ? Math.round(value) : value}`
  })
}

function drawn(draws: RandomStream, low: number, high: number): number {
  const edge = draws.integer(0, 16)
  if (edge < 2) return edge === 0 ? low : high
  // Ranges begin at 0 or at something small; the offset keeps 0 and what is near it apart.
  const offset = low > 0 ? 0 : Math.max(1e-3 * high, 1e-9)
  const bottom = ln(low + offset)
  const value = exp(bottom + draws.uniform(1) * (ln(high + offset) - bottom)) - offset
  return Math.min(high, Math.max(low, value))
}

import { exp } from '../../../lib/portable-math.ts'
import type { Odds } from '../tally.ts'

export interface Shape {
  readonly width: number
  readonly depth: number
}

/**
 * The chance that a key which was never added is estimated above 0: each of its counters must be that of
 * another key as well. The share of counters in use varies about its mean with a standard deviation of at
 * most 0.32 / sqrt(width): seven of them to either side. With two hashes for all rows, two keys that meet in
 * two rows meet in all; and once in `width` keys all columns are one.
 */
export function meetsInEveryRow({ width, depth }: Shape, keys: number): Odds {
  if (keys === 0) return { low: 0, high: 0 }
  const fill = 1 - exp(-keys / width)
  const spread = 2.24 / Math.sqrt(width)
  const high = power(Math.min(1, fill + spread), depth) + 2 / width + (4 * keys) / (width * width)
  return { low: power(Math.max(0, fill - spread), depth), high: Math.min(1, high) }
}

/** The same for a program to which one row is enough. */
export function meetsInOneRow(shape: Shape, keys: number): Odds {
  if (keys === 0) return { low: 0, high: 0 }
  const { width, depth } = shape
  const fill = 1 - exp(-keys / width)
  const spread = 2.24 / Math.sqrt(width)
  const none = (share: number): number => power(1 - Math.max(0, Math.min(1, share)), depth)
  return { low: 1 - none(fill - spread), high: 1 - none(fill + spread) }
}

/**
 * The chance that the estimate of a key that was never added is above e N / width. Of the counters of a
 * row, which add up to N, fewer than one in e can be: Cormode and Muthukrishnan, Theorem 1.
 */
export function missesTheBound({ depth }: Shape): Odds {
  return { low: 0, high: exp(-depth) }
}

export function errorBound({ width }: Shape, total: number): number {
  return (exp(1) * total) / width
}

function power(base: number, exponent: number): number {
  let product = 1
  for (let times = 0; times < exponent; times += 1) product *= base
  return product
}

import { exp, ln } from '../../../lib/portable-math.ts'
import type { Odds } from '../tally.ts'

const LN2 = ln(2)

/** How many bits a program may take above the least, so that it can round up to whole words. */
export const MOST_BITS_ABOVE = 63

export interface Size {
  readonly bits: number
  readonly hashes: number
}

/** Broder and Mitzenmacher, "Network Applications of Bloom Filters: A Survey", section 2. */
export function exactBits(capacity: number, rate: number): number {
  return (-capacity * ln(rate)) / (LN2 * LN2)
}

export function leastBits(capacity: number, rate: number): number {
  // A whole number that comes out a hair above itself is not rounded up.
  return Math.ceil(exactBits(capacity, rate) - 1e-6)
}

/** (m / n) ln 2, before it is rounded. */
export function exactHashes(bits: number, capacity: number): number {
  return (bits / capacity) * LN2
}

/** The share of bits that are set after `keys` keys. */
export function fillOf({ bits, hashes }: Size, keys: number): number {
  return 1 - exp((-hashes * keys) / bits)
}

/**
 * The chance of "yes" for a key that was not added. The share of set bits varies about its mean with a
 * standard deviation of at most 0.32 / sqrt(bits): seven of them to either side. Positions drawn by double
 * hashing fall together once in about `bits` keys, and 32 bits of hash meet once in 2^32.
 */
export function falsePositive(size: Size, keys: number): Odds {
  if (keys === 0) return { low: 0, high: 0 }
  const spread = spreadOf(size)
  const fill = fillOf(size, keys)
  const high = power(Math.min(1, fill + spread), size.hashes) + 4 / size.bits + keys / 2 ** 30
  const roomy = fillOf({ ...size, bits: size.bits + MOST_BITS_ABOVE }, keys)
  return { low: power(Math.max(0, roomy - spread), size.hashes), high: Math.min(1, high) }
}

/** The same when one set position is enough. */
export function anyPosition(size: Size, keys: number): Odds {
  const fill = fillOf(size, keys)
  const none = (share: number): number => power(1 - Math.max(0, Math.min(1, share)), size.hashes)
  return { low: 1 - none(fill - spreadOf(size)), high: 1 - none(fill + spreadOf(size)) }
}

/** The same with 32 bits, which some dozens of positions fill for certain. */
export function wrapped({ hashes }: Size, keys: number): Odds {
  return hashes * keys > 250 ? { low: 0.97, high: 1 } : falsePositive({ bits: 32, hashes }, keys)
}

function spreadOf({ bits }: Size): number {
  return 2.24 / Math.sqrt(bits)
}

function power(base: number, exponent: number): number {
  let product = 1
  for (let times = 0; times < exponent; times += 1) product *= base
  return product
}

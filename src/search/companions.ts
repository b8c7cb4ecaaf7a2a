import type { Signature } from './types.ts'

/** By slug: patterns that the table of signatures names together with it, and in what share of its cases, 0 to 1. */
export type Companions = ReadonlyMap<string, ReadonlyMap<string, number>>

/** A pattern that few signatures name says little about its company. */
const DOUBT = 1

const known = new WeakMap<readonly Signature[], Companions>()

/**
 * Patterns that are answers to the same problems: whoever asks for one of them mostly needs the other, which what is asked
 * need not say. The table was made case by case, each with its own source; here its cases are counted.
 */
export function companionsOf(signatures: readonly Signature[]): Companions {
  const found = known.get(signatures) ?? count(signatures)
  known.set(signatures, found)
  return found
}

function count(signatures: readonly Signature[]): Companions {
  const weights = new Map<string, number>()
  const together = new Map<string, Map<string, number>>()
  for (const { patterns, companions } of signatures) {
    if (companions === false) continue
    const entries = Object.entries(patterns)
    for (const [slug, weight] of entries) {
      weights.set(slug, (weights.get(slug) ?? 0) + weight)
      const others = together.get(slug) ?? new Map<string, number>()
      together.set(slug, others)
      for (const [other, theirs] of entries) {
        if (other !== slug) others.set(other, (others.get(other) ?? 0) + weight * theirs)
      }
    }
  }
  return new Map(
    [...together].map(([slug, others]) => [
      slug,
      new Map([...others].map(([other, sum]) => [other, sum / ((weights.get(slug) ?? 0) + DOUBT)])),
    ]),
  )
}

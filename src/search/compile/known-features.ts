import { ln } from '../../lib/portable-math.ts'

/** A word or pair of words that enough cases have. */
export interface KnownFeature {
  /** From 0 on, in the order in which they were met. */
  readonly number: number
  /** Inverse document frequency, at least 1. */
  readonly rarity: number
}

/** The files of what was learned are read as ASCII; other words are too few to say much. */
const ASCII = /^[!-~]+$/

/** Those of the features that at least `fewest` cases have; `read` holds the features of each case once. */
export function knownFeatures(
  read: readonly (readonly string[])[],
  fewest: number,
): ReadonlyMap<string, KnownFeature> {
  const often = new Map<string, number>()
  for (const features of read) {
    for (const feature of features) often.set(feature, (often.get(feature) ?? 0) + 1)
  }
  const known = new Map<string, KnownFeature>()
  for (const [name, times] of often) {
    if (times < fewest || !ASCII.test(name)) continue
    known.set(name, { number: known.size, rarity: ln((1 + read.length) / (1 + times)) + 1 })
  }
  return known
}

/** Texts are made equally long by it: the root of the squares of their rarities. */
export const lengthOf = (features: readonly KnownFeature[]): number =>
  Math.sqrt(features.reduce((sum, { rarity }) => sum + rarity * rarity, 0))

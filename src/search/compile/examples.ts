import { ln } from '../../lib/portable-math.ts'
import { terms } from '../words.ts'

/** A text, and what answers it: numbers from 0 on, with shares that add up to 1. */
export interface LearnedCase {
  readonly text: string
  readonly answers: ReadonlyMap<number, number>
  /** How much it counts beside others. */
  readonly weight: number
}

/** A word or pair of words that enough cases have. */
export interface KnownFeature {
  /** From 0 on, in the order in which they were met. */
  readonly number: number
  /** Inverse document frequency, at least 1. */
  readonly rarity: number
}

/** A case, and what of its text is known: at least one feature. */
export interface Example extends Omit<LearnedCase, 'text'> {
  readonly features: readonly KnownFeature[]
  /** The root of the squares of their rarities, by which texts are made equally long. */
  readonly length: number
}

/** The files of what was learned are read as ASCII; other words are too few to say much. */
const ASCII = /^[!-~]+$/

/** Reads the cases: the features that at least `fewest` of them have, and the cases that have any. `featuresOf` tells those of stems, each once. */
export function readExamples(
  cases: readonly LearnedCase[],
  { featuresOf, fewest }: { featuresOf(stems: readonly string[]): readonly string[]; fewest: number },
): { readonly known: ReadonlyMap<string, KnownFeature>; readonly examples: readonly Example[] } {
  const read = cases.map(({ text }) => featuresOf(terms(text)))
  const known = knownFeatures(read, fewest)
  const examples = cases.flatMap(({ answers, weight }, at) => {
    const features = (read[at] ?? []).flatMap((feature) => known.get(feature) ?? [])
    const length = Math.sqrt(features.reduce((sum, { rarity }) => sum + rarity * rarity, 0))
    return features.length === 0 ? [] : [{ answers, weight, features, length }]
  })
  return { known, examples }
}

function knownFeatures(
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

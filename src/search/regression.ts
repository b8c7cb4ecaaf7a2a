import { codesOf, numberAt, pairAt, pairOf } from './codes.ts'
import { lengthOf, rowIn, rowText } from './learned-row.ts'
import type { Lines } from './postings.ts'

/** From one character to the next: weights beyond ±6.75 are cut, one of two hundred. */
const WEIGHT_STEP = 0.15
/** Stands between the two words of a pair; no word has it. */
const PAIR = '|'
/** Of an answer and its weight: two characters and one. */
const WIDTH = 3

/** What is known of a text by the words in it: the words, and those that stand next to each other; each once. */
export function featuresOf(stems: readonly string[]): string[] {
  const pairs = stems.slice(1).map((stem, at) => `${stems[at]}${PAIR}${stem}`)
  return [...new Set([...stems, ...pairs])]
}

/** What follows a feature in its line: its rarity, and then answers and how much it speaks for them. */
export function regressionRow(
  rarity: number,
  weights: readonly (readonly [answer: number, weight: number])[],
): string {
  const codes = weights.map(([answer, weight]) => pairOf(answer) + codesOf([weight / WEIGHT_STEP]))
  return rowText({ number: rarity, codes: codes.join('') })
}

/**
 * By answer, how much a text with these words speaks for it: natural logarithms of odds, all with the same constant added; 0 where an
 * answer is missing. Undefined when none of them is known.
 */
export function regressionScores(
  stems: readonly string[],
  regression: Lines,
): ReadonlyMap<number, number> | undefined {
  const known = featuresOf(stems).flatMap((feature) => rowIn(regression.of(feature)) ?? [])
  if (known.length === 0) return undefined
  const length = lengthOf(known)
  const scores = new Map<number, number>()
  for (const { number: rarity, codes } of known) {
    for (let at = 0; at < codes.length; at += WIDTH) {
      const answer = pairAt(codes, at)
      const weight = numberAt(codes, at + 2) * WEIGHT_STEP
      scores.set(answer, (scores.get(answer) ?? 0) + (weight * rarity) / length)
    }
  }
  return scores
}

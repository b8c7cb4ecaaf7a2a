import { exp, ln } from '../lib/portable-math.ts'
import type { Postings } from './postings.ts'
import { SCALE } from './types.ts'

/** What a pattern gains at most, the one that is certain; what is as unlikely as `LEAST_LIKELY` gains nothing. */
const MOST_GAINED = 28
const LEAST_LIKELY = 1e-4
/** From so few words or pairs of them nothing can be told. */
const FEWEST = 3

/** Stands between the two words of a pair; no word has it. */
export const PAIR = '|'

/** What is known of a text by the words in it: the words, and those that stand next to each other; each once. */
export function featuresOf(stems: readonly string[]): string[] {
  const pairs = stems.slice(1).map((stem, at) => `${stems[at]}${PAIR}${stem}`)
  return [...new Set([...stems, ...pairs])]
}

/**
 * What each place of the index gains, by how likely it is that people who use these words were answered by it. `learned` holds for
 * each word and pair the weights of a multinomial logistic regression (`compile/learn-words.ts`). Empty when too little is known.
 */
export function gainsOf(
  stems: readonly string[],
  learned: Postings,
  places: readonly number[],
): ReadonlyMap<number, number> {
  const known = featuresOf(stems).flatMap((feature) => {
    const list = learned.of(feature)
    return list.length === 0 ? [] : [list]
  })
  if (known.length < FEWEST) return new Map()
  const scores = new Map(places.map((place) => [place, 0]))
  const share = 1 / (SCALE * Math.sqrt(known.length))
  for (const list of known) {
    for (let at = 0; at < list.length; at += 2) {
      const place = list[at] ?? 0
      scores.set(place, (scores.get(place) ?? 0) + (list[at + 1] ?? 0) * share)
    }
  }
  return likelyOf(scores)
}

function likelyOf(scores: ReadonlyMap<number, number>): ReadonlyMap<number, number> {
  const most = Math.max(...scores.values())
  const parts = [...scores].map(([place, score]) => [place, exp(score - most)] as const)
  const whole = parts.reduce((sum, [, part]) => sum + part, 0)
  const floor = ln(LEAST_LIKELY)
  return new Map(
    parts.map(([place, part]) => [place, MOST_GAINED * (1 - ln(part / whole + LEAST_LIKELY) / floor)]),
  )
}

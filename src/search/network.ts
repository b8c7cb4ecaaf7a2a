import { codesOf, numberAt } from './codes.ts'
import { lengthOf, type Row, rowIn, rowText } from './learned-row.ts'
import type { Lines } from './postings.ts'

/*
 * A network of one hidden layer, as text: a line for each word and for each answer, of a number and as many characters (`codes.ts`) as
 * there are hidden units. So the file stays a fifth as long as with numbers, and is searched as posting lists are.
 */

/** Of the hidden layer. */
export const HIDDEN_UNITS = 256
/** From one character to the next: weights beyond ±0.9 are cut, one of two thousand. */
const WEIGHT_STEP = 0.02

/** What stands for an answer's line: no word begins so. */
export const answerKey = (answer: number): string => `=${answer}`

/** What follows the key in a line: the rarity of a word or the bias of an answer, and its weights. */
export function networkRow(number: number, weights: ArrayLike<number>): string {
  return rowText({ number, codes: codesOf(Array.from(weights, (weight) => weight / WEIGHT_STEP)) })
}

/**
 * By place, how much a text with these words speaks for it: natural logarithms of odds, all with the same constant added.
 * Hidden units are rectified; words weigh by their rarity, and all texts are of one length.
 */
export function networkScores(
  stems: readonly string[],
  network: Lines,
  places: readonly number[],
): ReadonlyMap<number, number> {
  const active = activeUnits([...new Set(stems)].flatMap((stem) => rowIn(network.of(stem)) ?? []))
  return new Map(
    places.map((place) => {
      const row = rowIn(network.of(answerKey(place)))
      return [place, row === undefined ? 0 : scoreOf(row, active)]
    }),
  )
}

/** The hidden units that words bring above zero, and their values. */
interface Active {
  readonly units: readonly number[]
  readonly values: readonly number[]
}

function activeUnits(words: readonly Row[]): Active {
  const sums = new Float64Array(HIDDEN_UNITS)
  const length = lengthOf(words)
  for (const { number, codes } of words) {
    const share = number / length
    for (let unit = 0; unit < sums.length; unit += 1)
      sums[unit] = (sums[unit] as number) + weightAt(codes, unit) * share
  }
  const units = [...sums.keys()].filter((unit) => (sums[unit] as number) > 0)
  return { units, values: units.map((unit) => sums[unit] as number) }
}

/** Its bias, and what active units bring. Plain loops: a question asks this of every pattern, once, and before the engine has warmed up. */
function scoreOf({ number, codes }: Row, { units, values }: Active): number {
  let sum = 0
  for (let at = 0; at < units.length; at += 1)
    sum += numberAt(codes, units[at] as number) * (values[at] as number)
  return number + sum * WEIGHT_STEP
}

const weightAt = (codes: string, unit: number): number => numberAt(codes, unit) * WEIGHT_STEP

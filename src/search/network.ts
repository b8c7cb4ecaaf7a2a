import type { Lines } from './postings.ts'

/*
 * A network of one hidden layer, as text: a line for each word and for each answer, of a number and as many characters as there are
 * hidden units. A character is a weight: so files stay a fifth as long as with numbers, and are searched as posting lists are.
 */

/** Of the hidden layer. */
export const HIDDEN_UNITS = 256
/** Rarities and biases are whole numbers in the text. */
const NUMBER_SCALE = 100
/** From one character to the next. */
const WEIGHT_STEP = 0.02
const MOST_STEPS = 45
/** Stands for no weight; all the others are printable, and none is a space. */
const ZERO = 80

/** What stands for an answer's line: no word begins so. */
export const answerKey = (answer: number): string => `=${answer}`

/** What follows the key in a line: the rarity of a word or the bias of an answer, and its weights, which are rounded and cut at ±0.9. */
export function rowText(number: number, weights: ArrayLike<number>): string {
  const codes = Array.from(weights, (weight) => {
    const steps = Math.round(weight / WEIGHT_STEP)
    return ZERO + Math.max(-MOST_STEPS, Math.min(MOST_STEPS, steps))
  })
  return `${Math.round(number * NUMBER_SCALE)} ${String.fromCharCode(...codes)}`
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
  const hidden = hiddenOf([...new Set(stems)].flatMap((stem) => rowIn(network.of(stem)) ?? []))
  return new Map(
    places.map((place) => {
      const row = rowIn(network.of(answerKey(place)))
      return [place, row === undefined ? 0 : row.number + product(row.codes, hidden)]
    }),
  )
}

interface Row {
  readonly number: number
  readonly codes: string
}

function rowIn(line: string | undefined): Row | undefined {
  if (line === undefined) return undefined
  const space = line.indexOf(' ')
  return { number: Number(line.slice(0, space)) / NUMBER_SCALE, codes: line.slice(space + 1) }
}

function hiddenOf(words: readonly Row[]): Float64Array {
  const sums = new Float64Array(HIDDEN_UNITS)
  const length = Math.sqrt(words.reduce((sum, { number }) => sum + number * number, 0))
  for (const { number, codes } of words) {
    const share = number / length
    for (let unit = 0; unit < sums.length; unit += 1)
      sums[unit] = (sums[unit] as number) + weightAt(codes, unit) * share
  }
  return sums.map((sum) => Math.max(0, sum))
}

function product(codes: string, values: Float64Array): number {
  let sum = 0
  for (let unit = 0; unit < values.length; unit += 1) sum += weightAt(codes, unit) * (values[unit] as number)
  return sum
}

const weightAt = (codes: string, unit: number): number => (codes.charCodeAt(unit) - ZERO) * WEIGHT_STEP

import { exp } from '../../lib/portable-math.ts'
import { shuffled } from '../../lib/shuffled.ts'
import { featuresOf, PAIR } from '../learned.ts'
import { SCALE } from '../types.ts'
import { terms } from '../words.ts'

/** A text, and what answers it: places of the index with shares that add up to 1. */
export interface LearnedCase {
  readonly text: string
  readonly answers: ReadonlyMap<number, number>
  /** How much it counts beside others. */
  readonly weight: number
}

/** Passes over all cases. */
const PASSES = 8
const STEP = 0.5
/** Begins the sums of squares by which steps get shorter (AdaGrad; Duchi, Hazan and Singer, 2011, section 1). */
const FIRST_SQUARES = 1e-3
/** Pulls weights towards zero. */
const DECAY = 2e-4
/** An error smaller than this moves nothing: most weights stay zero, and what is told well is not learned by heart. */
const SMALLEST_ERROR = 0.08
/** Words and pairs that fewer cases have say nothing of the next. */
const FEWEST_WORDS = 2
const FEWEST_PAIRS = 3
/** Weights below this are not worth their bytes. */
const LEAST = 0.3

/**
 * Learns from cases which words speak for which answers: multinomial logistic regression on the words of a text and their pairs, all
 * of one length together, by stochastic gradient descent in an order that is always the same. The result has the form of posting
 * lists: by feature, places and weights times `SCALE`; `count` is the number of places.
 */
export function learnWords(cases: readonly LearnedCase[], count: number): Map<string, number[]> {
  const read = cases.map(({ text }) => featuresOf(terms(text)))
  const numbers = numberFeatures(read)
  const model = new Model(numbers.size, count)
  const examples = cases.map((one, at) => ({
    ...one,
    features: (read[at] ?? []).flatMap((feature) => numbers.get(feature) ?? []),
  }))
  const order = shuffled(
    examples.filter(({ features }) => features.length > 0),
    'cases to learn from',
  )
  for (let pass = 0; pass < PASSES; pass += 1) for (const example of order) model.learn(example)
  const lists = new Map<string, number[]>()
  for (const [feature, number] of numbers) {
    const list = model.weightsOf(number)
    if (list.length > 0) lists.set(feature, list)
  }
  return lists
}

/** Those that are often enough, and a number for each. */
function numberFeatures(read: readonly (readonly string[])[]): ReadonlyMap<string, number> {
  const often = new Map<string, number>()
  for (const features of read) {
    for (const feature of features) often.set(feature, (often.get(feature) ?? 0) + 1)
  }
  const numbers = new Map<string, number>()
  for (const [feature, times] of often) {
    if (times >= (feature.includes(PAIR) ? FEWEST_PAIRS : FEWEST_WORDS)) numbers.set(feature, numbers.size)
  }
  return numbers
}

class Model {
  readonly #count: number
  /** A row of `#count` weights for each feature. */
  readonly #weights: Float64Array
  readonly #squares: Float64Array
  readonly #scores: Float64Array

  constructor(features: number, count: number) {
    this.#count = count
    this.#weights = new Float64Array(features * count)
    this.#squares = new Float64Array(features * count).fill(FIRST_SQUARES)
    this.#scores = new Float64Array(count)
  }

  learn({ features, answers, weight }: LearnedCase & { readonly features: readonly number[] }): void {
    const value = 1 / Math.sqrt(features.length)
    const errors = this.#likely(features, value)
    for (const [place, share] of answers) errors[place] = (errors[place] ?? 0) - share
    for (let place = 0; place < this.#count; place += 1) {
      const error = (errors[place] ?? 0) * weight
      if (Math.abs(error) < SMALLEST_ERROR) continue
      for (const feature of features) this.#move(feature * this.#count + place, error * value)
    }
  }

  /** Places and weights of a feature, those that matter. */
  weightsOf(feature: number): number[] {
    const row = this.#weights.subarray(feature * this.#count, (feature + 1) * this.#count)
    return [...row].flatMap((weight, place) =>
      Math.abs(weight) < LEAST ? [] : [place, Math.round(weight * SCALE)],
    )
  }

  /** How likely each place is, in an array that the next call uses again. */
  #likely(features: readonly number[], value: number): Float64Array {
    const scores = this.#scores.fill(0)
    for (const feature of features) {
      const from = feature * this.#count
      for (let place = 0; place < scores.length; place += 1) {
        scores[place] = (scores[place] as number) + (this.#weights[from + place] as number) * value
      }
    }
    const most = scores.reduce((a, b) => Math.max(a, b), -Infinity)
    let whole = 0
    for (let place = 0; place < scores.length; place += 1) {
      const part = exp((scores[place] as number) - most)
      scores[place] = part
      whole += part
    }
    for (let place = 0; place < scores.length; place += 1) scores[place] = (scores[place] as number) / whole
    return scores
  }

  #move(at: number, slope: number): void {
    const gradient = slope + DECAY * (this.#weights[at] as number)
    this.#squares[at] = (this.#squares[at] as number) + gradient * gradient
    this.#weights[at] =
      (this.#weights[at] as number) - (STEP * gradient) / Math.sqrt(this.#squares[at] as number)
  }
}

import { exp } from '../../lib/portable-math.ts'
import { shuffled } from '../../lib/shuffled.ts'
import { featuresOf, regressionRow } from '../regression.ts'
import { terms } from '../words.ts'
import { type KnownFeature, knownFeatures, lengthOf } from './known-features.ts'

/** A text, and what answers it: numbers from 0 on, with shares that add up to 1. */
export interface LearnedCase {
  readonly text: string
  readonly answers: ReadonlyMap<number, number>
  /** How much it counts beside others. */
  readonly weight: number
}

/** Passes over all cases. */
const PASSES = 5
const STEP = 0.5
/** Begins the sums of squares by which steps get shorter (AdaGrad; Duchi, Hazan and Singer, 2011, section 1). */
const FIRST_SQUARES = 1e-3
/** Pulls weights towards zero. */
const DECAY = 1e-3
/** An error smaller than this moves nothing: most weights stay zero, and what is told well is not learned by heart. */
const SMALLEST_ERROR = 0.04
/** A word or pair that fewer cases have says nothing of the next. */
const FEWEST = 2
/** Weights below this are not worth their bytes. */
const LEAST = 0.8

/**
 * Learns from cases which words speak for which answers: multinomial logistic regression on the words of a text and their
 * pairs, each by its rarity, all texts of one length, by stochastic gradient descent in an order that is always the same. By feature,
 * the lines that `regressionScores` reads; `keys` stand for the answers there.
 */
export function learnRegression(cases: readonly LearnedCase[], keys: readonly number[]): Map<string, string> {
  const read = cases.map(({ text }) => featuresOf(terms(text)))
  const known = knownFeatures(read, FEWEST)
  const model = new Model(known.size, keys.length)
  const examples = cases.flatMap((one, at) => {
    const features = (read[at] ?? []).flatMap((feature) => known.get(feature) ?? [])
    return features.length === 0 ? [] : [{ ...one, features }]
  })
  const order = shuffled(examples, 'cases to learn from')
  for (let pass = 0; pass < PASSES; pass += 1) for (const example of order) model.learn(example)
  const lines = new Map<string, string>()
  for (const [name, { number, rarity }] of known) {
    const weights = model.weightsOf(number).map(([answer, weight]) => [keys[answer] ?? 0, weight] as const)
    if (weights.length > 0) lines.set(name, regressionRow(rarity, weights))
  }
  return lines
}

class Model {
  readonly #count: number
  /** A row of `#count` weights for each feature. */
  readonly #weights: Float32Array
  readonly #squares: Float32Array
  readonly #scores: Float64Array

  constructor(features: number, count: number) {
    this.#count = count
    this.#weights = new Float32Array(features * count)
    this.#squares = new Float32Array(features * count).fill(FIRST_SQUARES)
    this.#scores = new Float64Array(count)
  }

  learn({ features, answers, weight }: LearnedCase & { readonly features: readonly KnownFeature[] }): void {
    const length = lengthOf(features)
    const errors = this.#likely(features, length)
    for (const [answer, share] of answers) errors[answer] = (errors[answer] ?? 0) - share
    for (let answer = 0; answer < this.#count; answer += 1) {
      const error = (errors[answer] ?? 0) * weight
      if (Math.abs(error) < SMALLEST_ERROR) continue
      for (const { number, rarity } of features) {
        this.#move(number * this.#count + answer, (error * rarity) / length)
      }
    }
  }

  /** Answers and weights of a feature, those that matter. */
  weightsOf(feature: number): (readonly [answer: number, weight: number])[] {
    const row = this.#weights.subarray(feature * this.#count, (feature + 1) * this.#count)
    return [...row].flatMap((weight, answer) => (Math.abs(weight) < LEAST ? [] : [[answer, weight] as const]))
  }

  /** How likely each answer is, in an array that the next call uses again. */
  #likely(features: readonly KnownFeature[], length: number): Float64Array {
    const scores = this.#scores.fill(0)
    for (const { number, rarity } of features) {
      const from = number * this.#count
      const value = rarity / length
      for (let answer = 0; answer < scores.length; answer += 1) {
        scores[answer] = (scores[answer] as number) + (this.#weights[from + answer] as number) * value
      }
    }
    const most = scores.reduce((a, b) => Math.max(a, b), -Infinity)
    let whole = 0
    for (let answer = 0; answer < scores.length; answer += 1) {
      const part = exp((scores[answer] as number) - most)
      scores[answer] = part
      whole += part
    }
    for (let answer = 0; answer < scores.length; answer += 1)
      scores[answer] = (scores[answer] as number) / whole
    return scores
  }

  #move(at: number, slope: number): void {
    const gradient = slope + DECAY * (this.#weights[at] as number)
    this.#squares[at] = (this.#squares[at] as number) + gradient * gradient
    this.#weights[at] =
      (this.#weights[at] as number) - (STEP * gradient) / Math.sqrt(this.#squares[at] as number)
  }
}

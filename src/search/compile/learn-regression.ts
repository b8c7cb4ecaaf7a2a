import { shuffled } from '../../lib/shuffled.ts'
import { featuresOf, regressionRow } from '../regression.ts'
import { type Example, type LearnedCase, readExamples } from './examples.ts'
import { softmax } from './softmax.ts'
import { WeightTable } from './weight-table.ts'

/** Passes over all cases. */
const PASSES = 5
const STEP = 0.5
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
  const { known, examples } = readExamples(cases, { featuresOf, fewest: FEWEST })
  const table = new WeightTable({ rows: known.size, width: keys.length, step: STEP, decay: DECAY })
  const order = shuffled(examples, 'cases to learn from')
  const scores = new Float64Array(keys.length)
  for (let pass = 0; pass < PASSES; pass += 1) {
    for (const example of order) learnExample(example, table, scores)
  }
  const lines = new Map<string, string>()
  for (const [name, { number, rarity }] of known) {
    const weights = [...table.row(number)].flatMap((weight, answer) =>
      Math.abs(weight) < LEAST ? [] : [[keys[answer] ?? 0, weight] as const],
    )
    if (weights.length > 0) lines.set(name, regressionRow(rarity, weights))
  }
  return lines
}

/** Moves the weights of what is known of an example; `scores` is room to count in. */
function learnExample(
  { features, length, answers, weight }: Example,
  table: WeightTable,
  scores: Float64Array,
): void {
  predict(features, length, table, scores)
  for (const [answer, share] of answers) scores[answer] = (scores[answer] as number) - share
  for (let answer = 0; answer < scores.length; answer += 1) {
    const error = (scores[answer] as number) * weight
    if (Math.abs(error) < SMALLEST_ERROR) continue
    for (const { number, rarity } of features) {
      table.move(number * table.width + answer, (error * rarity) / length)
    }
  }
}

/** Fills `scores` with how likely each answer is. */
function predict(
  features: Example['features'],
  length: number,
  { weights, width }: WeightTable,
  scores: Float64Array,
): void {
  scores.fill(0)
  for (const { number, rarity } of features) {
    const from = number * width
    const value = rarity / length
    for (let answer = 0; answer < width; answer += 1)
      scores[answer] = (scores[answer] as number) + (weights[from + answer] as number) * value
  }
  softmax(scores)
}

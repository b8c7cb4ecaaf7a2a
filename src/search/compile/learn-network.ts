import { shuffled } from '../../lib/shuffled.ts'
import { answerKey, HIDDEN_UNITS, networkRow } from '../network.ts'
import { type LearnedCase, readExamples } from './examples.ts'
import { NetworkLearner } from './network-learner.ts'

/** Passes over all cases. */
const PASSES = 6
/** A word that fewer cases have says nothing of the next. */
const FEWEST = 3

/**
 * Learns a network of one hidden layer from cases: which answers a text speaks for, by its words. What logistic regression
 * cannot, it finds out which words mean much the same, and says of a rare one what it says of its likes. By key, the lines that
 * `networkScores` reads; `keys` stand for the answers there.
 */
export function learnNetwork(cases: readonly LearnedCase[], keys: readonly number[]): Map<string, string> {
  const { known, examples } = readExamples(cases, {
    featuresOf: (stems) => [...new Set(stems)],
    fewest: FEWEST,
  })
  const learner = new NetworkLearner({ words: known.size, units: HIDDEN_UNITS, answers: keys.length })
  for (let pass = 0; pass < PASSES; pass += 1) {
    for (const example of shuffled(examples, `cases to learn from, pass ${pass}`)) learner.learn(example)
  }
  return new Map([
    ...[...known].map(
      ([stem, { number, rarity }]) => [stem, networkRow(rarity, learner.wordWeights(number))] as const,
    ),
    ...keys.map((key, answer) => {
      const { bias, weights } = learner.answerWeights(answer)
      return [answerKey(key), networkRow(bias, weights)] as const
    }),
  ])
}

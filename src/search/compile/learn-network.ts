import { ln } from '../../lib/portable-math.ts'
import { shuffled } from '../../lib/shuffled.ts'
import { answerKey, HIDDEN_UNITS, rowText } from '../network.ts'
import { terms } from '../words.ts'
import type { LearnedCase } from './learn-words.ts'
import { type KnownWord, NetworkLearner } from './network-learner.ts'

/** Passes over all cases. */
const PASSES = 6
/** A word that fewer cases have says nothing of the next. */
const FEWEST = 3

/**
 * Learns a network of one hidden layer from cases: which of `count` answers a text speaks for, by its words. What logistic regression
 * cannot, it finds out which words mean much the same, and says of a rare one what it says of its likes. By key, the lines that
 * `networkScores` reads; `keys` are those of the answers.
 */
export function learnNetwork(cases: readonly LearnedCase[], keys: readonly number[]): Map<string, string> {
  const read = cases.map(({ text }) => [...new Set(terms(text))])
  const known = wordsIn(read)
  const learner = new NetworkLearner({ words: known.size, units: HIDDEN_UNITS, answers: keys.length })
  const examples = cases.flatMap((one, at) => {
    const words = (read[at] ?? []).flatMap((stem) => known.get(stem) ?? [])
    return words.length === 0 ? [] : [{ ...one, words }]
  })
  for (let pass = 0; pass < PASSES; pass += 1) {
    for (const example of shuffled(examples, `cases to learn from, pass ${pass}`)) learner.learn(example)
  }
  return new Map([
    ...[...known].map(
      ([stem, { number, rarity }]) => [stem, rowText(rarity, learner.wordWeights(number))] as const,
    ),
    ...keys.map((key, answer) => {
      const { bias, weights } = learner.answerWeights(answer)
      return [answerKey(key), rowText(bias, weights)] as const
    }),
  ])
}

/** Those that are often enough, numbered from 0 on. */
function wordsIn(read: readonly (readonly string[])[]): ReadonlyMap<string, KnownWord> {
  const often = new Map<string, number>()
  for (const stem of read.flat()) often.set(stem, (often.get(stem) ?? 0) + 1)
  const known = new Map<string, KnownWord>()
  for (const [stem, times] of often) {
    if (times < FEWEST) continue
    known.set(stem, { number: known.size, rarity: ln((1 + read.length) / (1 + times)) + 1 })
  }
  return known
}

import { ln } from '../../lib/portable-math.ts'
import { SHARE_SCALE } from '../learned.ts'
import { SCALE } from '../types.ts'
import type { LearnedCase } from './examples.ts'

/** Added to every share, so that what was never an answer is not infinitely seldom. */
const LEAST_OFTEN = 2e-4
/** An answer that few cases have says little about its company. */
const DOUBT = 5
/** Company rarer than this is not worth its bytes. */
const LEAST_SHARE = 0.004

/**
 * By the keys that stand for them, how seldom each of the answers is one (minus the logarithm to base 10 of its share, times `SCALE`), and then which others answer
 * the same cases, and in what share of its cases (times `SHARE_SCALE`).
 */
export function learnAnswers(cases: readonly LearnedCase[], keys: readonly number[]): Map<string, number[]> {
  const weights = keys.map(() => 0)
  const times = keys.map(() => 0)
  const together = keys.map(() => new Map<number, number>())
  let whole = 0
  for (const { answers } of cases) {
    const best = Math.max(0, ...answers.values())
    for (const [answer, share] of answers) {
      // By their places: the first answer of every case counts the same.
      weights[answer] = (weights[answer] ?? 0) + share / best
      whole += share / best
      times[answer] = (times[answer] ?? 0) + 1
      for (const [other] of answers) {
        if (other !== answer) together[answer]?.set(other, (together[answer].get(other) ?? 0) + 1)
      }
    }
  }
  return new Map(
    weights.map((weight, answer) => {
      const seldom = -ln(weight / Math.max(whole, 1) + LEAST_OFTEN) / ln(10)
      const company = [...(together[answer] ?? [])]
        .map(([other, both]) => [other, both / ((times[answer] ?? 0) + DOUBT)] as const)
        .filter(([, share]) => share >= LEAST_SHARE)
        .sort(([a], [b]) => a - b)
        .flatMap(([other, share]) => [keys[other] ?? 0, Math.round(share * SHARE_SCALE)])
      return [String(keys[answer]), [Math.round(seldom * SCALE), ...company]]
    }),
  )
}

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { LearnedCase } from '../../src/search/compile/examples.ts'
import { learnAnswers } from '../../src/search/compile/learn-answers.ts'
import { learnNetwork } from '../../src/search/compile/learn-network.ts'
import { learnRegression } from '../../src/search/compile/learn-regression.ts'
import { companyOf, gainsOf } from '../../src/search/learned.ts'
import { linesIn, linesText, postingsIn, postingsText } from '../../src/search/postings.ts'
import { featuresOf } from '../../src/search/regression.ts'
import type { Learned } from '../../src/search/types.ts'
import { terms } from '../../src/search/words.ts'

const LOCK = 0
const QUEUE = 1
const CACHE = 2
const PLACES = [LOCK, QUEUE, CACHE]

const oneCase = (text: string, ...answers: readonly number[]): LearnedCase => ({
  ...{ text, weight: 1 },
  answers: new Map(answers.map((place) => [place, 1 / answers.length])),
})

const CASES = [
  oneCase('two workers hold the same key after a long pause', LOCK),
  oneCase('both workers think that they hold the key', LOCK),
  oneCase('key is held for ever after its worker died', LOCK),
  oneCase('messages pile up behind one that cannot be read', QUEUE),
  oneCase('messages are read twice after the worker died', QUEUE),
  oneCase('messages pile up while the reader sleeps', QUEUE),
  oneCase('page shows old values for minutes after a change', CACHE),
  oneCase('old values come back after a change', CACHE),
  oneCase('page is slow right after all values have expired', CACHE, QUEUE),
]

function learned(cases: readonly LearnedCase[]): Learned {
  const regression = linesText(learnRegression(cases, PLACES))
  const answers = postingsText(learnAnswers(cases, PLACES))
  const network = linesText(learnNetwork(cases, PLACES))
  return {
    regression: linesIn(() => regression),
    network: linesIn(() => network),
    answers: postingsIn(() => answers),
  }
}

const gains = (asked: string, cases: readonly LearnedCase[] = CASES): ReadonlyMap<number, number> =>
  gainsOf(terms(asked), learned(cases), PLACES)

const best = (found: ReadonlyMap<number, number>) => [...found].sort(([, a], [, b]) => b - a)[0]?.[0]

describe('what is learned from cases', () => {
  it('prefers what answered others who used the same words, in another order', () => {
    expect(best(gains('after a pause two workers hold one key'))).toBe(LOCK)
    expect(best(gains('pile of messages, none of them is read'))).toBe(QUEUE)
    expect(best(gains('after the change the old values are on the page'))).toBe(CACHE)
  })

  it('gives to each pattern between nothing and a fixed most, the likeliest most', () => {
    const found = gains('old values on the page after a change')
    for (const gain of found.values()) {
      expect(gain).toBeGreaterThanOrEqual(0)
      expect(gain).toBeLessThanOrEqual(72)
    }
    expect(found.get(CACHE)).toBeGreaterThan((found.get(LOCK) ?? 0) + 2)
  })

  it('takes from what is often an answer what it would have without a word', () => {
    // Both were met with the same words, but the queue with others as well.
    const even = [oneCase('page is slow', CACHE), oneCase('page is slow', QUEUE)]
    const often = [...even, ...even, ...Array.from({ length: 6 }, () => oneCase('messages pile up', QUEUE))]
    const found = gains('why is the page slow', often)
    expect(found.get(CACHE)).toBeGreaterThan((found.get(QUEUE) ?? 0) + 2)
  })

  it('gives something to what mostly answers together with what stands in front', () => {
    const pairs = [...Array.from({ length: 9 }, () => oneCase('two hold the key', LOCK, QUEUE)), ...CASES]
    const company = companyOf(
      new Map([
        [LOCK, 60],
        [QUEUE, 10],
        [CACHE, 10],
      ]),
      learned(pairs),
    )
    expect(company.get(QUEUE)).toBeGreaterThan((company.get(CACHE) ?? 0) + 2)
    expect(company.get(LOCK) ?? 0).toBeLessThan(company.get(QUEUE) ?? 0)
  })

  it('counts how seldom an answer is, and in what share of its cases another answers too', () => {
    const counted = learnAnswers([...CASES, oneCase('both', LOCK, QUEUE)], [...PLACES, 3])
    // Four answers of twelve are the lock, one of its four cases is shared: 1 / (4 + 5).
    expect(counted.get(String(LOCK))).toEqual([Math.round(-100 * Math.log10(4 / 12 + 2e-4)), QUEUE, 111])
    expect(counted.get('3')).toEqual([370])
  })

  it('says something by one word, and nothing of a text of which it knows none', () => {
    expect(best(gains('messages'))).toBe(QUEUE)
    expect(gains('knead the dough until it shines').size).toBe(0)
  })

  it('is the same whenever it is learned', () => {
    expect(learnRegression(CASES, PLACES)).toEqual(learnRegression([...CASES], PLACES))
  })

  it('learns nothing from nothing', () => {
    expect(learnRegression([], PLACES).size).toBe(0)
    expect(learnRegression([oneCase('a of the', LOCK)], PLACES).size).toBe(0)
  })

  it('counts a word once and knows which words stand side by side', () => {
    expect(featuresOf(['old', 'valu', 'old', 'valu'])).toEqual(['old', 'valu', 'old|valu', 'valu|old'])
  })

  it('ends with numbers whatever the cases are', () => {
    const words = fc.array(fc.constantFrom('key', 'worker', 'page', 'old', 'pile'), { maxLength: 6 })
    const cases = fc.array(fc.tuple(words, fc.constantFrom(...PLACES)), { maxLength: 12 })
    fc.assert(
      fc.property(cases, words, (given, asked) => {
        const all = given.map(([text, place]) => oneCase(text.join(' '), place))
        for (const gain of gains(asked.join(' '), all).values()) expect(gain).toSatisfy(Number.isFinite)
      }),
      { numRuns: 60 },
    )
  })
})

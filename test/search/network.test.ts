import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { drawSmall } from '../../src/search/compile/draw-small.ts'
import type { LearnedCase } from '../../src/search/compile/examples.ts'
import { learnNetwork } from '../../src/search/compile/learn-network.ts'
import { NetworkLearner } from '../../src/search/compile/network-learner.ts'
import { answerKey, HIDDEN_UNITS, networkRow, networkScores } from '../../src/search/network.ts'
import { linesIn, linesText } from '../../src/search/postings.ts'

/** Answers stand at these places. */
const PLACES = [3, 7, 12]

const times = (count: number, text: string, answer: number): readonly LearnedCase[] =>
  Array.from({ length: count }, () => ({ text, weight: 1, answers: new Map([[answer, 1]]) }))

function scores(cases: readonly LearnedCase[], stems: readonly string[]): ReadonlyMap<number, number> {
  const text = linesText(learnNetwork(cases, PLACES))
  return networkScores(
    stems,
    linesIn(() => text),
    PLACES,
  )
}

const best = (found: ReadonlyMap<number, number>) => [...found].sort(([, a], [, b]) => b - a)[0]?.[0]

describe('a network of one hidden layer', () => {
  it('learns what no sum over words can tell: one answer to either word alone, another to both', () => {
    const cases = [
      ...times(150, 'leader pause', 0),
      ...times(150, 'leader crash', 1),
      ...times(150, 'follower pause', 1),
      ...times(150, 'follower crash', 0),
    ]
    const ask = (text: string) => best(scores(cases, text.split(' ')))
    expect(['leader paus', 'leader crash', 'follow paus', 'follow crash'].map(ask)).toEqual([3, 7, 7, 3])
  })

  it('says of a word that it met three times what it says of words that go along with it', () => {
    const cases = [
      ...times(60, 'broker queue backlog', 0),
      ...times(60, 'page stale cache', 1),
      ...times(3, 'rabbit broker', 0),
      ...times(3, 'varnish stale', 1),
    ]
    expect(best(scores(cases, ['rabbit']))).toBe(3)
    expect(best(scores(cases, ['varnish']))).toBe(7)
  })

  it('draws words near each other that answer alike, though no text has both', () => {
    const cases = [
      ...times(60, 'mutex', 0),
      ...times(60, 'latch', 0),
      ...times(60, 'shard', 1),
      ...times(60, 'broker', 2),
    ]
    const lines = learnNetwork(cases, PLACES)
    const row = (stem: string) =>
      [...(lines.get(stem)?.split(' ')[1] ?? '')].map((code) => code.charCodeAt(0) - 80)
    const product = (a: string, b: string) =>
      row(a).reduce((sum, one, unit) => sum + one * (row(b)[unit] ?? 0), 0)
    const likeness = (a: string, b: string) => product(a, b) / Math.sqrt(product(a, a) * product(b, b))
    expect(likeness('mutex', 'latch')).toBeGreaterThan(0.4)
    expect(Math.abs(likeness('mutex', 'shard'))).toBeLessThan(0.25)
  })

  it('prefers what is often an answer where it knows no word', () => {
    const found = scores([...times(40, 'page cache', 1), ...times(4, 'queue broker', 0)], ['unheard'])
    expect(best(found)).toBe(7)
  })

  it('counts a case of little weight for little', () => {
    const light = times(40, 'page cache', 0).map((one) => ({ ...one, weight: 0.1 }))
    expect(best(scores([...light, ...times(20, 'page cache', 1)], ['page', 'cach']))).toBe(7)
  })

  it('is the same to the bit on every system and version of Node', () => {
    const cases = [
      ...times(70, 'leader pause election', 0),
      ...times(90, 'page stale cache', 1),
      ...times(30, 'queue backlog broker', 2),
    ]
    const text = linesText(learnNetwork(cases, PLACES))
    expect(createHash('sha256').update(text).digest('hex').slice(0, 16)).toBe('e4a59ecda6e05dd7')
  })

  it('is the same whenever it is learned, and holds only words that three cases have', () => {
    const cases = [...times(3, 'page cache', 1), ...times(2, 'queue', 0)]
    const lines = learnNetwork(cases, PLACES)
    expect(learnNetwork([...cases], PLACES)).toEqual(lines)
    expect([...lines.keys()]).toEqual(['page', 'cach', ...PLACES.map(answerKey)])
    expect(learnNetwork([], PLACES).size).toBe(PLACES.length)
  })
})

describe('small numbers, drawn by lot', () => {
  const numbers = fc.array(fc.double({ min: -0.05, max: 0.05, noNaN: true }), { maxLength: 30 })

  it('stay what they are on average, and great ones always', () => {
    fc.assert(
      fc.property(numbers, (given) => {
        const lots = Array.from({ length: 400 }, (_, at) => (at + 0.5) / 400)
        const drawn = lots.map((lot) => {
          const copy = Float64Array.from(given)
          drawSmall(copy, 0.01, lot)
          return copy
        })
        for (const [at, number] of given.entries()) {
          const mean = drawn.reduce((sum, one) => sum + (one[at] ?? 0), 0) / lots.length
          if (Math.abs(number) >= 0.01) expect(drawn.every((one) => one[at] === number)).toBe(true)
          else expect(Math.abs(mean - number)).toBeLessThanOrEqual(0.01 * (2 / 400))
        }
      }),
      { numRuns: 50 },
    )
  })
})

describe('a network as text', () => {
  const weights = fc.array(fc.double({ min: -0.9, max: 0.9, noNaN: true }), {
    ...{ minLength: HIDDEN_UNITS, maxLength: HIDDEN_UNITS },
  })

  it('gives the scores of its weights, but for their rounding', () => {
    fc.assert(
      fc.property(weights, weights, weights, (one, other, answer) => {
        const text = linesText(
          new Map([
            ['one', networkRow(2, one)],
            ['other', networkRow(1, other)],
            [answerKey(3), networkRow(-0.5, answer)],
          ]),
        )
        const found = networkScores(
          ['one', 'other', 'one', 'none'],
          linesIn(() => text),
          [3],
        )
        const hidden = one.map((weight, unit) =>
          Math.max(0, (2 * weight + (other[unit] ?? 0)) / Math.sqrt(5)),
        )
        const exact = hidden.reduce((sum, value, unit) => sum + value * (answer[unit] ?? 0), -0.5)
        // Each weight is off by 0.01 at most, and each hidden unit by 0.0135.
        const bound = hidden.reduce((sum, value) => sum + value * 0.01 + 0.0135 * 0.91, 0.01)
        expect(Math.abs((found.get(3) ?? 0) - exact)).toBeLessThanOrEqual(bound)
      }),
      { numRuns: 40 },
    )
  })

  it('says nothing for an answer that it lacks', () => {
    const line = linesText(new Map([['one', networkRow(1, new Float64Array(HIDDEN_UNITS).fill(0.5))]]))
    const found = networkScores(
      ['one'],
      linesIn(() => line),
      PLACES,
    )
    expect([...found.values()]).toEqual([0, 0, 0])
  })

  it('keeps weights of any size within one character', () => {
    const row = networkRow(1.234, [0, 0.02, -0.02, 5, -5, 0.009])
    expect(row).toBe('123 PQO}#P')
  })

  it('begins near zero, moves against errors, and ever less', () => {
    const learner = new NetworkLearner({ words: 1, units: 32, answers: 2 })
    const features = [{ number: 0, rarity: 1 }]
    const biases = [0, 1, 2].map(() => {
      for (let time = 0; time < 64; time += 1)
        learner.learn({ weight: 1, answers: new Map([[0, 1]]), features, length: 1 })
      return learner.answerWeights(0).bias - learner.answerWeights(1).bias
    })
    const [first = 0, second = 0, third = 0] = biases
    expect(first).toBeGreaterThan(0)
    expect(second - first).toBeGreaterThan(0)
    expect(second - first).toBeLessThan(first)
    expect(third - second).toBeLessThan(second - first)
  })
})

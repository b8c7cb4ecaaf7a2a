import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { codesOf, MOST, numberAt, pairAt, pairOf } from '../../src/search/codes.ts'
import { linesIn, linesText } from '../../src/search/postings.ts'
import { regressionRow, regressionScores } from '../../src/search/regression.ts'

describe('numbers as characters', () => {
  it('come back, those beyond the limits as the limit, and are printable and no space', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -60, max: 60 })), (numbers) => {
        const codes = codesOf(numbers)
        expect(codes).toMatch(/^[!-~]*$/)
        const back = numbers.map((_, at) => numberAt(codes, at))
        expect(back).toEqual(numbers.map((one) => Math.max(-MOST, Math.min(MOST, one))))
      }),
    )
  })

  it('come back from two characters', () => {
    for (let number = 0; number < (2 * MOST + 1) ** 2; number += 1)
      expect(pairAt(`#${pairOf(number)}`, 1)).toBe(number)
  })
})

describe('a regression as text', () => {
  const places = fc.uniqueArray(fc.nat(300), { maxLength: 5 })
  const row = places.chain((all) =>
    fc.tuple(
      ...all.map((place) => fc.tuple(fc.constant(place), fc.double({ min: -6, max: 6, noNaN: true }))),
    ),
  )

  it('gives the scores of its weights, but for their rounding', () => {
    fc.assert(
      fc.property(row, row, (one, other) => {
        const text = linesText(
          new Map([
            ['lock', regressionRow(3, one)],
            ['lock|key', regressionRow(4, other)],
          ]),
        )
        const found = regressionScores(
          ['lock', 'key'],
          linesIn(() => text),
        )
        const exact = new Map<number, number>()
        for (const [place, weight] of one) exact.set(place, (weight * 3) / 5)
        for (const [place, weight] of other) exact.set(place, (exact.get(place) ?? 0) + (weight * 4) / 5)
        expect([...(found?.keys() ?? [])].sort()).toEqual([...exact.keys()].sort())
        for (const [place, score] of exact)
          expect(Math.abs((found?.get(place) ?? 0) - score)).toBeLessThanOrEqual((0.075 * 7) / 5 + 1e-9)
      }),
    )
  })
})

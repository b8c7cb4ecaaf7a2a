import { describe, expect, it } from 'vitest'
import { findAll, hitFrom } from '../../../src/ui/screens/reader/search.ts'

describe('findAll', () => {
  it('ignores capitals unless the query has one', () => {
    const lines = ['Breaker breaker']
    expect(findAll(lines, 'breaker')).toHaveLength(2)
    expect(findAll(lines, 'Breaker')).toHaveLength(1)
  })

  it('finds a phrase that was wrapped, and marks it on both lines without the margin', () => {
    const hits = findAll(['the reset', '  │ timeout is over'], 'reset timeout')
    expect(hits).toEqual([
      [
        { line: 0, start: 4, end: 9 },
        { line: 1, start: 4, end: 11 },
      ],
    ])
  })

  it('takes signs literally', () => {
    expect(findAll(['f(x) [1]', 'fx 1'], 'f(x)')).toHaveLength(1)
    expect(findAll(['a.b', 'axb'], 'a.b')).toHaveLength(1)
    expect(findAll(['half-open', 'a/b'], 'half-open')).toHaveLength(1)
  })

  it('finds nothing for an empty query', () => {
    expect(findAll(['text'], '   ')).toEqual([])
  })

  it('finds matches in reading order', () => {
    const lines = ['x', 'a', '', 'b a', 'a']
    expect(findAll(lines, 'a').map(([piece]) => [piece.line, piece.start])).toEqual([
      [1, 0],
      [3, 2],
      [4, 0],
    ])
  })

  it('stays quick on a long chapter', () => {
    const lines = Array.from({ length: 5000 }, () => 'e e e e e e e e e e')
    const start = performance.now()
    expect(findAll(lines, 'e')).toHaveLength(50_000)
    expect(performance.now() - start).toBeLessThan(2000)
  })
})

describe('hitFrom', () => {
  it('is the next match below, or the first one when there is none below', () => {
    const hits = findAll(['a', 'b', 'a'], 'a')
    expect([hitFrom(hits, 0), hitFrom(hits, 1), hitFrom(hits, 3)]).toEqual([0, 1, 0])
  })
})

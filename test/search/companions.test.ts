import { describe, expect, it } from 'vitest'
import { companionsOf } from '../../src/search/companions.ts'
import { linesIn, postingsIn } from '../../src/search/postings.ts'
import { search } from '../../src/search/search.ts'
import type { SearchIndex, Signature } from '../../src/search/types.ts'

const signature = (id: string, patterns: Record<string, number>): Signature => ({
  ...{ id, title: id, match: [id], patterns, cause: '', tell: '', fix: '', source: 'https://example.org' },
})

const TABLE = [
  signature('killed', { lock: 1, lease: 1 }),
  signature('slow', { lock: 1, lease: 1, fencing: 0.5 }),
  signature('other', { saga: 1 }),
]

describe('companions', () => {
  it('are named in the same cases, the more of them the more', () => {
    const ofLock = companionsOf(TABLE).get('lock')
    expect(ofLock?.get('lease')).toBeCloseTo(2 / 3)
    expect(ofLock?.get('fencing')).toBeCloseTo(0.5 / 3)
    expect(companionsOf(TABLE).get('saga')?.size).toBe(0)
  })

  it('are not told by a signature whose patterns belong together only there', () => {
    const once = { ...signature('once', { lock: 1, saga: 1 }), companions: false } as const
    expect(companionsOf([...TABLE, once])).toEqual(companionsOf(TABLE))
  })

  it('are found with what was asked for, behind it', () => {
    const item = (slug: string) => ({ slug, kind: 'pattern', title: slug, description: '' })
    const postings = (text: string) => postingsIn(() => text)
    const none = {
      items: [],
      count: 0,
      postings: postings(''),
      learned: { regression: linesIn(() => ''), network: linesIn(() => ''), answers: postings('') },
      vocabulary: [],
      synonyms: {},
      phrases: {},
    }
    const index: SearchIndex = {
      ...none,
      items: ['lock', 'lease', 'saga'].map(item),
      count: 3,
      postings: postings('mutex 0 300\n'),
    }
    const ask = (signatures: readonly Signature[]) =>
      search(
        'mutex',
        { limit: 5 },
        { index, whole: index, concepts: none, signatures, sections: () => [] },
      ).results.map((found) => found.item.slug)
    expect(ask(TABLE)).toEqual(['lock', 'lease'])
    expect(ask([])).toEqual(['lock'])
  })
})

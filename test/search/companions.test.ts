import { describe, expect, it } from 'vitest'
import { companionsOf } from '../../src/search/companions.ts'
import { postingsIn } from '../../src/search/postings.ts'
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

const postings = (text: string) => postingsIn(() => text)
const none = { items: [], postings: postings(''), vocabulary: [], synonyms: {}, phrases: {} }

/** What a question of one word finds among three patterns, given the list of the word. */
function found(list: string, signatures: readonly Signature[]): string[] {
  const item = (slug: string) => ({ slug, kind: 'pattern', title: slug, description: '' })
  const items = ['lock', 'lease', 'saga'].map(item)
  const index: SearchIndex = { ...none, items, postings: postings(`${list}\n`) }
  const data = { index, concepts: none, signatures, sections: () => [] }
  return search('mutex', { limit: 5 }, data).results.map((one) => one.item.slug)
}

describe('companions', () => {
  it('are named in the same cases, the more of them the more', () => {
    const ofLock = companionsOf(TABLE).get('lock')
    expect(ofLock?.get('lease')).toBeCloseTo(2 / 3)
    expect(ofLock?.get('fencing')).toBeCloseTo(0.5 / 3)
    expect(companionsOf(TABLE).get('saga')?.size).toBe(0)
  })

  it('are found with what was asked for, behind it', () => {
    expect(found('mutex 0 300', TABLE)).toEqual(['lock', 'lease'])
    expect(found('mutex 0 300', [])).toEqual(['lock'])
  })

  it('stay behind what the words fit best, however much it lends to them', () => {
    expect(found('mutex 0 300 1 290 2 295', TABLE)).toEqual(['lock', 'lease', 'saga'])
    expect(found('mutex 0 300 1 290 2 295', [])).toEqual(['lock', 'saga', 'lease'])
  })
})

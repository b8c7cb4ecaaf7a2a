import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { postingsIn, postingsText } from '../../src/search/postings.ts'

const stems = fc.stringMatching(/^[a-zé0-9]{1,6}$/)
const lists = fc.array(fc.tuple(stems, fc.array(fc.nat(9999), { minLength: 2, maxLength: 6 })), {
  maxLength: 60,
})

describe('posting lists', () => {
  it('come back as they were written, each by its stem, and nothing else does', () => {
    fc.assert(
      fc.property(lists, fc.array(stems), (written, others) => {
        const all = new Map(written)
        const postings = postingsIn(() => postingsText(all))
        for (const [stem, numbers] of all) expect(postings.of(stem)).toEqual(numbers)
        for (const stem of others) expect(postings.of(stem)).toEqual(all.get(stem) ?? [])
      }),
    )
  })

  it('tell a stem from those that it begins, and from names of objects', () => {
    const postings = postingsIn(() =>
      postingsText(
        new Map([
          ['locker', [3, 30]],
          ['lock', [1, 10, 2, 20]],
        ]),
      ),
    )
    expect(postings.of('lock')).toEqual([1, 10, 2, 20])
    expect(postings.of('locke')).toEqual([])
    expect(postings.of('loc')).toEqual([])
    expect(postings.of('constructor')).toEqual([])
    expect(postings.of('')).toEqual([])
  })

  it('are not read before a stem is looked up, and once', () => {
    let reads = 0
    const postings = postingsIn(() => {
      reads += 1
      return 'lock 1 10\n'
    })
    expect(reads).toBe(0)
    postings.of('lock')
    postings.of('lease')
    postings.of('lock')
    expect(reads).toBe(1)
  })
})

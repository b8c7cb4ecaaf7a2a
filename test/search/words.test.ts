import { describe, expect, it } from 'vitest'
import { matchSignatures } from '../../src/search/signatures.ts'
import type { Signature } from '../../src/search/types.ts'
import { terms } from '../../src/search/words.ts'

describe('the words of a text', () => {
  it('are names as a whole and in their parts', () => {
    expect(terms('CommitFailedException')).toContain('commit')
    expect(terms('max.poll.interval.ms')).toContain('maxpollintervalm')
    expect(terms('SQLTransientConnectionException')).toContain('sql')
  })

  it('are stems, so that forms of a word meet', () => {
    expect(terms('retries retrying retried')).toEqual(terms('retry retry retry'))
  })

  it('are not times, addresses, hexadecimal numbers or small words', () => {
    expect(terms('at 12:00:01.123 from 10.0.0.7 id 0xdeadbeef 9f86d081884c7d65 the of')).toEqual(['id'])
  })

  it('keep numbers that name a status', () => {
    expect(terms('503 40001 7')).toEqual(['503', '40001'])
  })
})

describe('signatures', () => {
  const signature = (match: string[]): Signature => ({
    ...{ id: 'one', title: 'One', match, patterns: { timeout: 1 } },
    ...{ cause: 'c', tell: 't', fix: 'f', source: 'https://example.org' },
  })
  const seen = (text: string, ...match: string[]) =>
    matchSignatures(text, [signature(match)]).map((hit) => hit.text)

  it('are found in any case and across a line break', () => {
    expect(seen('Remaining Connection\n slots are reserved', 'remaining connection slots')).toEqual([
      'Remaining Connection slots',
    ])
  })

  it('are not found in the middle of a longer word', () => {
    expect(seen('the spanner', 'span')).toEqual([])
    expect(seen('a span is missing', 'span')).toEqual(['span'])
  })

  it('can be regular expressions', () => {
    expect(seen('(error) MOVED 3999 127.0.0.1:6381', String.raw`/\bMOVED \d+/`)).toEqual(['MOVED 3999'])
    expect(seen('we moved 3 boxes', String.raw`/\bMOVED \d+/`)).toEqual([])
  })

  it('are stronger when they are odd or long', () => {
    const [odd, plain] = [seenStrength('CROSSSLOT'), seenStrength('span')]
    expect(odd).toBeGreaterThan(plain)
  })

  function seenStrength(text: string): number {
    return matchSignatures(text, [signature([text])])[0]?.strength ?? 0
  }
})

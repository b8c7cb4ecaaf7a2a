import { describe, expect, test } from 'vitest'
import { choosePatterns, fittingPatterns, parsePatternList } from '../../src/generation/choose-patterns.ts'
import type { PatternManifest } from '../../src/generation/template.ts'

const pattern = (slug: string, order: number, more: Partial<PatternManifest> = {}): PatternManifest => ({
  slug,
  title: slug,
  order,
  fits: ['microservice'],
  unfit: [],
  unwritten: [],
  base: [],
  languages: ['typescript'],
  requires: [],
  conflicts: [],
  ...more,
})

const TARGET = { type: 'microservice', language: 'typescript' }
const KNOWN = new Map(
  [
    pattern('circuit-breaker', 30, { fits: ['microservice', 'worker'] }),
    pattern('leader-election', 70, {
      fits: ['worker'],
      unfit: [{ type: 'cli', because: 'it ends at once' }],
    }),
    pattern('sharding', 80, { languages: ['python'] }),
    pattern('shard-map', 90, { requires: [{ slug: 'sharding', because: 'it maps shards' }] }),
    pattern('retry', 20),
    pattern('saga', 10, { requires: [{ slug: 'outbox', because: 'a step must not get lost' }] }),
    pattern('outbox', 40, { requires: [{ slug: 'idempotency', because: 'a message may come twice' }] }),
    pattern('idempotency', 50),
    pattern('fire-and-forget', 60, {
      conflicts: [{ slug: 'outbox', because: 'one of them loses messages' }],
    }),
  ].map((manifest) => [manifest.slug, manifest]),
)

const slugs = (wanted: string[]) => choosePatterns(wanted, KNOWN, 'asked', TARGET).map(({ slug }) => slug)

describe('the list of patterns', () => {
  test('takes blanks, and each pattern once', () => {
    expect(parsePatternList(' saga, retry,saga,', ['saga'])).toEqual(['saga', 'retry'])
  })

  test.each(['', ' ', ',,'])('%j names no pattern', (typed) => {
    expect(() => parsePatternList(typed, ['saga'])).toThrow('names no pattern')
  })
})

describe('choosing patterns', () => {
  test('gives the same order whatever the order they were asked for in', () => {
    expect(slugs(['circuit-breaker', 'retry'])).toEqual(['retry', 'circuit-breaker'])
    expect(slugs(['retry', 'circuit-breaker'])).toEqual(['retry', 'circuit-breaker'])
  })

  test('brings in companions and their companions, and says why', () => {
    expect(choosePatterns(['saga'], KNOWN, 'asked', TARGET).map(({ slug, why }) => [slug, why])).toEqual([
      ['saga', 'asked'],
      ['outbox', 'saga needs it: a step must not get lost'],
      ['idempotency', 'outbox needs it: a message may come twice'],
    ])
  })

  test('keeps "asked" for a companion that was asked for too', () => {
    const outbox = choosePatterns(['saga', 'outbox'], KNOWN, 'asked', TARGET).find(
      ({ slug }) => slug === 'outbox',
    )
    expect(outbox?.why).toBe('asked')
  })

  test('explains a conflict, also one with a companion', () => {
    expect(() => slugs(['saga', 'fire-and-forget'])).toThrow(
      'fire-and-forget and outbox do not go together: one of them loses messages.',
    )
  })

  test('guesses what a misspelt name meant', () => {
    expect(() => slugs(['circut-breaker'])).toThrow(
      expect.objectContaining({
        exitCode: 2,
        next: expect.arrayContaining(['Did you mean circuit-breaker?']),
      }),
    )
  })

  test.each([
    ['leader-election', 'leader-election has no place in a microservice; it is made for worker.'],
    ['sharding', 'sharding is not there in typescript yet; it is in python.'],
    ['shard-map', 'sharding is not there in typescript yet'],
  ])('explains why %s cannot be had, and names what can', (slug, why) => {
    expect(() => slugs(['retry', slug, 'circuit-breaker'])).toThrow(
      expect.objectContaining({
        message: expect.stringContaining(why),
        next: ['Nearest that works: --patterns retry,circuit-breaker'],
      }),
    )
  })

  test('says why a pattern does not fit where one might expect it to', () => {
    expect(() => choosePatterns(['leader-election'], KNOWN, 'asked', { ...TARGET, type: 'cli' })).toThrow(
      'leader-election has no place in a cli, because it ends at once; it is made for worker.',
    )
    expect(() =>
      choosePatterns(['leader-election'], KNOWN, 'asked', { ...TARGET, type: 'api-gateway' }),
    ).toThrow('leader-election has no place in an api-gateway')
  })

  test('offers what has a place, with all it needs', () => {
    expect(fittingPatterns(KNOWN, TARGET)).toEqual([
      'circuit-breaker',
      'fire-and-forget',
      'idempotency',
      'outbox',
      'retry',
      'saga',
    ])
  })
})

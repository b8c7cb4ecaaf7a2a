import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { packageRoot } from '../../src/platform/package-root.ts'
import { contractOf } from './contracts.ts'
import { failing, grade } from './helpers.ts'

const FOLDER = path.join(packageRoot(), 'docs', 'adapters')

/** Where each library departs from the contract: what docs/adapters/README.md explains. */
const DEPARTURES: Readonly<Record<string, { pattern: string; departs: readonly string[] }>> = {
  'cockatiel-circuit-breaker.mjs': {
    pattern: 'circuit-breaker',
    departs: ['calls-run-side-by-side', 'closes-after-successes', 'failed-trial-reopens'],
  },
  'opossum-circuit-breaker.mjs': {
    pattern: 'circuit-breaker',
    departs: [
      'opens-after-threshold',
      'trial-at-reset-timeout',
      'limits-trials',
      'closes-after-successes',
      'failed-trial-reopens',
      'late-results-ignored',
    ],
  },
  'bottleneck-token-bucket.mjs': {
    pattern: 'token-bucket',
    departs: ['refills-at-the-rate', 'retry-after-is-exact'],
  },
  'rate-limiter-flexible-token-bucket.mjs': {
    pattern: 'token-bucket',
    departs: ['refills-at-the-rate', 'refused-takes-nothing'],
  },
  'hashring-consistent-hashing.mjs': {
    pattern: 'consistent-hashing',
    departs: ['next-point-owns', 'owners-are-distinct'],
  },
  'lru-cache-lru-cache.mjs': {
    pattern: 'lru-cache',
    departs: ['expires-at-its-age', 'size-and-keys-tell-what-is-there', 'remove-takes-out'],
  },
}

/** What a library surely keeps: else the adapter is broken rather than the library different. */
const KEPT: Readonly<Record<string, readonly string[]>> = {
  'circuit-breaker': ['runs', 'passes-results-through', 'success-resets-count', 'instances-share-nothing'],
  'consistent-hashing': ['runs', 'lists-its-nodes', 'removes-all-of-a-node', 'instances-share-nothing'],
  'lru-cache': ['runs', 'evicts-the-least-recently-used', 'get-refreshes', 'instances-share-nothing'],
  'token-bucket': ['runs', 'takes-what-it-grants', 'more-than-capacity', 'instances-share-nothing'],
}

describe('a real library behind an adapter', () => {
  it('has a row of its own for every adapter', () => {
    const files = readdirSync(FOLDER).filter((name) => name.endsWith('.mjs'))
    expect(files.sort()).toEqual(Object.keys(DEPARTURES).sort())
  })

  it.each(Object.entries(DEPARTURES))(
    '%s departs where the page says',
    { timeout: 90_000 },
    async (file, one) => {
      const contract = contractOf(one.pattern)
      const result = await grade(path.join(FOLDER, file), { pattern: one.pattern, contract, timeout: 8 })
      expect(result.verdict).toBe('fail')
      expect(failing(result)).toEqual(expect.arrayContaining([...one.departs]))
      const passed = result.checks.filter(({ verdict }) => verdict === 'pass').map(({ id }) => id)
      expect(passed).toEqual(expect.arrayContaining([...(KEPT[one.pattern] ?? [])]))
      const page = readFileSync(path.join(FOLDER, 'README.md'), 'utf8')
      for (const property of one.departs) expect(page).toContain(property)
    },
  )
})

import { describe, expect, it } from 'vitest'
import type { UserError } from '../../src/lib/user-error.ts'
import { resolveParameters } from '../../src/simulation/kernel/parameters.ts'
import type { Parameter } from '../../src/simulation/kernel/scenario.ts'
import { parseSeeds } from '../../src/simulation/seeds.ts'
import { simulate } from '../../src/simulation/simulate.ts'

const known: readonly Parameter[] = [
  { id: 'retries', unit: 'count', default: 1, min: 0, max: 5, whole: true, description: 'further calls' },
  { id: 'wait_ms', unit: 'ms', default: 50, min: 1, max: 60_000, description: 'a wait' },
]

function failure(act: () => unknown): UserError {
  try {
    act()
  } catch (error) {
    return error as UserError
  }
  throw new Error('nothing was thrown')
}

describe('parameters', () => {
  it('are the defaults with the settings over them', () => {
    expect(resolveParameters(known, [])).toEqual({ retries: 1, wait_ms: 50 })
    expect(resolveParameters(known, ['wait_ms=2s', 'retries = 3'])).toEqual({ retries: 3, wait_ms: 2000 })
  })

  it('are refused out of range, with the range', () => {
    const { message, next, exitCode } = failure(() => resolveParameters(known, ['wait_ms=2h']))
    expect(exitCode).toBe(2)
    expect(message).toContain('"2h" is no value for wait_ms')
    expect(next[0]).toContain('For example')
    expect(failure(() => resolveParameters(known, ['wait_ms=0'])).next[0]).toContain('1 ms to 60 s')
    expect(failure(() => resolveParameters(known, ['retries=1.5'])).next[0]).toContain('whole number')
  })

  it.each([
    'retries',
    'retries=',
    '=3',
    'retries=-1',
    'retries=NaN',
    'retries=Infinity',
    'retries=6',
    'toString=1',
  ])('refuse "%s" as a usage error', (setting) =>
    expect(failure(() => resolveParameters(known, [setting])).exitCode).toBe(2),
  )

  it('are not set twice, and a typing error is understood', () => {
    expect(failure(() => resolveParameters(known, ['retries=1', 'retries=1'])).message).toContain('twice')
    expect(failure(() => resolveParameters(known, ['retrys=1'])).next[0]).toBe('Did you mean: retries')
  })
})

describe('seeds', () => {
  it('are one, the first N, or a range', () => {
    expect(parseSeeds(undefined, undefined)).toEqual({ first: 1, count: 1 })
    expect(parseSeeds('17', undefined)).toEqual({ first: 17, count: 1 })
    expect(parseSeeds(undefined, '100')).toEqual({ first: 1, count: 100 })
    expect(parseSeeds(undefined, '200..299')).toEqual({ first: 200, count: 100 })
    expect(parseSeeds(String(Number.MAX_SAFE_INTEGER), undefined).first).toBe(Number.MAX_SAFE_INTEGER)
  })

  it.each([
    '0',
    '-1',
    '1.5',
    'x',
    '',
    '5..2',
    '1..2..3',
    '1..',
    '..3',
    '1..9999999',
    '9007199254740993',
    'NaN',
  ])('cannot be "%s"', (seeds) => expect(failure(() => parseSeeds(undefined, seeds)).exitCode).toBe(2))

  it('cannot be given both ways', () => {
    expect(failure(() => parseSeeds('1', '2')).exitCode).toBe(2)
    expect(failure(() => parseSeeds('-1', undefined)).exitCode).toBe(2)
  })
})

describe('names', () => {
  it.each([
    [{ scenario: undefined }, 'compendium simulate --list'],
    [{ scenario: 'circuit-braker' }, 'Did you mean: compendium simulate circuit-breaker'],
    [{ scenario: '__proto__' }, '--list'],
    [{ scenario: 'circuit-breaker', mutant: 'never-half-open' }, 'Did you mean: never-half-opens'],
  ])('that do not exist are answered with the next step: %o', async (request, step) => {
    const asked = simulate({ settings: [], assertions: [], cwd: '/', version: '0.1.0', ...request })
    await expect(asked).rejects.toMatchObject({
      exitCode: 2,
      next: expect.arrayContaining([expect.stringContaining(step)]),
    })
  })
})

import { describe, expect, it } from 'vitest'
import type { UserError } from '../../../src/lib/user-error.ts'
import { parseAxis } from '../../../src/simulation/kernel/parameter-axis.ts'
import type { Parameter } from '../../../src/simulation/kernel/scenario.ts'

const known: readonly Parameter[] = [
  { id: 'retries', unit: 'count', default: 1, min: 0, max: 99, whole: true, description: 'further calls' },
  { id: 'wait_ms', unit: 'ms', default: 50, min: 1, max: 60_000, description: 'a wait' },
  { id: 'load', unit: 'ratio', default: 0.5, min: 0, max: 1, description: 'a share' },
]

describe('an axis', () => {
  it('is a range, with a step and a unit, or a list', () => {
    expect(parseAxis('retries=0..3', known).values).toEqual([0, 1, 2, 3])
    expect(parseAxis('retries=0..5:2', known).values).toEqual([0, 2, 4])
    expect(parseAxis('wait_ms=1..2s:0.5', known)).toMatchObject({
      values: [1000, 1500, 2000],
      labels: ['1s', '1.5s', '2s'],
    })
    expect(parseAxis('load=0..1:0.1', known).values).toHaveLength(11)
    expect(parseAxis('load=0..1:0.1', known).values[3]).toBe(0.3)
    expect(parseAxis(' load = 50%, 80% ,0.95', known).values).toEqual([0.5, 0.8, 0.95])
  })

  it.each([
    ['retries', 'it is not name=values'],
    ['=1,2', 'it is not name=values'],
    ['retries=', 'it is not name=values'],
    ['retries=3', 'one value is nothing to compare'],
    ['retries=0..', 'a range is from..to:step'],
    ['retries=a..b', 'a range is from..to:step'],
    ['retries=5..0', 'a range rises'],
    ['retries=0..5:0', 'a step is more than 0'],
    ['retries=2,1', 'its values must rise'],
    ['retries=1,1', 'its values must rise'],
    ['wait_ms=1..2s:100ms', 'the step has another unit'],
    ['wait_ms=1..60000', 'it has more than 50 values'],
    ['retries=0..200:100', 'retries cannot be 100'],
    ['retries=0..1:0.5', 'retries cannot be 0.5'],
    ['retrys=0..5', 'There is no parameter "retrys"'],
  ])('cannot be "%s": %s', (text, why) => {
    try {
      parseAxis(text, known)
    } catch (error) {
      const { message, exitCode, next } = error as UserError
      expect([exitCode, next.length > 0]).toEqual([2, true])
      expect(message).toContain(why)
      return
    }
    throw new Error('it was accepted')
  })
})

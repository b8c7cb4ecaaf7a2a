import { describe, expect, it } from 'vitest'
import type { UserError } from '../../../src/lib/user-error.ts'
import { parseAssertion } from '../../../src/simulation/kernel/assertion.ts'
import { holds, parseBound, shortfall, sideValue } from '../../../src/simulation/kernel/bound.ts'
import type { Metric } from '../../../src/simulation/kernel/scenario.ts'

const metrics: readonly Metric[] = [
  { id: 'p99', unit: 'ms', description: '' },
  { id: 'without.p99', unit: 'ms', description: '' },
  { id: 'success_rate', unit: 'ratio', description: '' },
  { id: 'calls', unit: 'count', description: '' },
]
const scenario = {
  id: 'toy',
  metrics,
  invariants: [{ id: 'no-split-brain', statement: '' }],
  goals: [{ id: 'leader-changed', statement: '' }],
}
const measured = { p99: 200, 'without.p99': 2000, success_rate: 0.985, calls: 26 }
const judge = (text: string, values: Record<string, number> = measured) =>
  holds(parseBound(text, metrics), values)

function failure(text: string): UserError {
  try {
    parseAssertion(text, scenario)
  } catch (error) {
    return error as UserError
  }
  throw new Error(`${text} was accepted`)
}

describe('an assertion', () => {
  it('compares a metric with a quantity in any unit, on either side', () => {
    expect(judge('p99<250ms')).toBe(true)
    expect(judge('p99 < 0.25s')).toBe(true)
    expect(judge('p99<0.1s')).toBe(false)
    expect(judge('250000us > p99')).toBe(true)
    expect(judge('p99<=200')).toBe(true)
    expect(judge('p99>=200.001')).toBe(false)
    expect(judge('success_rate>=98.5%')).toBe(true)
    expect(judge('success_rate > .985')).toBe(false)
    expect(judge('calls == 26')).toBe(true)
    expect(judge('calls = 26')).toBe(true)
    expect(judge('calls != 26')).toBe(false)
  })

  it('compares two metrics of one unit', () => {
    expect(judge('without.p99 > p99')).toBe(true)
    expect(judge('p99>without.p99')).toBe(false)
    expect(failure('p99 > calls').message).toContain('p99 is in ms and calls in count')
  })

  it('does not hold of a metric without a value', () => {
    expect(judge('p99<1s', { p99: Number.NaN })).toBe(false)
    expect(judge('p99!=1s', {})).toBe(false)
  })

  it('says by how much a run is on the wrong side', () => {
    const by = (text: string, values: Record<string, number> = measured) => {
      const bound = parseBound(text, metrics)
      return shortfall(bound, sideValue(bound.left, values) - sideValue(bound.right, values))
    }
    expect(by('p99<150ms')).toBe(50)
    expect(by('p99<250ms')).toBe(-50)
    expect(by('p99>250ms')).toBe(50)
    expect(by('calls==20')).toBe(6)
    expect(by('p99<1', {})).toBe(Number.POSITIVE_INFINITY)
  })

  it('comes in five kinds, however it is spaced', () => {
    const kind = (text: string) => parseAssertion(text, scenario)
    expect(kind(' p99  <  250ms ')).toMatchObject({ kind: 'mean', text: 'p99 < 250ms' })
    expect(kind('every p99<1s')).toMatchObject({ kind: 'every', bound: { right: { value: 1000 } } })
    expect(kind('never no-split-brain')).toMatchObject({ kind: 'never', invariant: 'no-split-brain' })
    expect(kind('never leader-changed')).toMatchObject({ kind: 'never', goal: 'leader-changed' })
    expect(kind('sometimes leader-changed')).toMatchObject({ kind: 'sometimes', goal: 'leader-changed' })
    expect(kind('within 1.5s after heal: leader-changed')).toMatchObject({
      kind: 'within',
      limitUs: 1_500_000,
      goal: 'leader-changed',
    })
  })

  it.each([
    ['never', 'it names no invariant'],
    ['never no-split-brian', 'There is no invariant or goal'],
    ['sometimes', 'it names no goal'],
    ['sometimes leader-change', 'There is no goal'],
    ['every', 'it must compare two sides once'],
    ['every p98<1', 'There is no metric'],
    ['within 2s: recovered', 'it is not complete'],
    ['within 2kg after heal: recovered', 'is no value for the time after the heal'],
    ['within -2s after heal: leader-changed', 'a time cannot be negative'],
    ['within 2s after heal: leader', 'There is no goal'],
    ['within 2s after heal: recovered', 'toy does not measure when it has recovered'],
  ])('refuses "%s": %s', (text, why) => {
    const { message, exitCode, next } = failure(text)
    expect([exitCode, next.length > 0]).toEqual([2, true])
    expect(message).toContain(why)
  })

  it('suggests the metric that was meant and lists the others', () => {
    const { message, next, exitCode } = failure('p98<250ms')
    expect(message).toBe('There is no metric "p98".')
    expect(next.join('\n')).toContain('Did you mean: p99')
    expect(next.join('\n')).toContain('success_rate')
    expect(exitCode).toBe(2)
  })

  it.each(['p99', '', '<', 'p99<', '<3', '1<2', 'p99<1<2', 'p99<250kg', 'p99<3%', 'p99<NaN', 'p99<1e999'])(
    'refuses "%s" as a usage error',
    (text) => expect(failure(text).exitCode).toBe(2),
  )

  it('knows that a bare 99 for a share was meant as 99 %', () => {
    expect(failure('success_rate>=99').next.join()).toContain('99%')
    expect(failure('success_rate>=-0.1').exitCode).toBe(2)
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseAssertion } from '../../../src/simulation/kernel/assertion.ts'
import type { Scenario } from '../../../src/simulation/kernel/scenario.ts'
import { MOST_NAMED } from '../../../src/simulation/kernel/seed-list.ts'
import { assertSameRun, type SweepPlan, sweepChunk } from '../../../src/simulation/kernel/sweep.ts'
import { Tally, type TallyResult } from '../../../src/simulation/kernel/tally.ts'
import { type ToyOptions, toy } from '../helpers/toy.ts'

const plan = (...assertions: string[]): SweepPlan => ({
  parameters: {},
  options: {},
  assertions: assertions.map((text) => parseAssertion(text, toy())),
})

/** The seeds from `first` on, in parts of the given sizes, merged from the last to the first. */
function sweep(scenario: Scenario, how: SweepPlan, first: number, sizes: readonly number[]): TallyResult {
  const of = sizes.reduce((sum, size) => sum + size, 0)
  let offset = 0
  const parts = sizes.map((count) => {
    const chunk = { seeds: { first: first + offset, step: 1, count }, offset, of }
    offset += count
    return sweepChunk(scenario, how, chunk)
  })
  const tally = new Tally(how.assertions)
  for (const part of parts.toReversed()) tally.merge(JSON.parse(JSON.stringify(part)))
  return tally.result()
}

const ten = (options: ToyOptions = {}, ...assertions: string[]) =>
  sweep(toy(options), plan(...assertions), 1, [10])

describe('a sweep', () => {
  it('runs every seed once and one in twenty twice, wherever the parts begin', () => {
    const runs: number[] = []
    sweep(toy({ runs }), plan(), 1, [15, 25])
    expect(runs).toHaveLength(42)
    expect(runs.filter((seed) => seed === 1 || seed === 21)).toEqual([1, 1, 21, 21])
  })

  it('leaves the one run to be compared with the one that is shown', () => {
    const runs: number[] = []
    sweep(toy({ runs }), plan(), 5, [1])
    expect(runs).toEqual([5])
  })

  it('reports a run that is not the same twice as our own fault', () => {
    expect(() => ten({ drift: 1 })).toThrow('seed 1 gave two different runs (value)')
    const run = toy().run(1, {})
    expect(() => assertSameRun(run, { ...run, traceHash: '0' })).toThrow('two different runs')
    expect(() =>
      assertSameRun({ ...run, metrics: { value: Number.NaN } }, { ...run, metrics: { value: Number.NaN } }),
    ).not.toThrow()
  })

  it('keeps the first breach of each rule and counts the seeds', () => {
    const result = ten()
    expect(result.violations).toEqual([{ invariant: 'even', atUs: 7, story: ['seed 7'], seed: 7, seeds: 2 }])
    expect(result.failed).toEqual({ count: 2, seeds: [7, 9] })
    expect(result.coverage).toEqual({ large: 2, seen: 10 })
    expect(result.events).toBe(100)
  })

  it('gives the mean with its interval, and a hash that depends on every seed', () => {
    const result = ten()
    expect(result.metrics['value']?.mean).toBe(5.5)
    expect(result.metrics['value']?.low).toBeCloseTo(5.5 - (2.262157 * 3.02765) / Math.sqrt(10), 4)
    expect(sweep(toy(), plan(), 2, [10]).traceHash).not.toBe(result.traceHash)
    expect(sweep(toy(), plan(), 3, [1]).traceHash).toBe(toy().run(3, {}).traceHash)
  })

  it('tells two runs that changed places by its hash', () => {
    const hashes = ['00000000000000aa', '00000000000000bb']
    const swapped = (from: number) => ({
      run: (seed: number) => ({ traceHash: hashes[(seed + from) % 2] ?? '' }),
    })
    const of = (from: number) => sweep(toy(swapped(from)), plan(), 1, [2]).traceHash
    expect(of(0)).not.toBe(of(1))
  })

  it('comes to the same to the last digit, however it is split up', () => {
    const assertions = ['value<40', 'every value < 20', 'never large', 'sometimes large', 'never even']
    const whole = sweep(toy(), plan(...assertions), 1, [60])
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 59 }), { maxLength: 8 }), (cuts) => {
        const at = [0, ...[...new Set(cuts)].sort((a, b) => a - b), 60]
        const sizes = at.slice(1).map((cut, index) => cut - (at[index] ?? 0))
        expect(sweep(toy(), plan(...assertions), 1, sizes)).toEqual(whole)
      }),
      { numRuns: 50 },
    )
  })

  it('names so many failing seeds and counts the others', () => {
    const broken = { run: () => ({ violations: [{ invariant: 'even', atUs: 0, story: [] }] }) }
    const { failed } = sweep(toy(broken), plan(), 1, [MOST_NAMED, 500])
    expect(failed.count).toBe(MOST_NAMED + 500)
    expect(failed.seeds).toHaveLength(MOST_NAMED)
    expect(failed.seeds.at(-1)).toBe(MOST_NAMED)
  })

  it('counts the runs that did not end', () => {
    const { endless } = ten({ run: (seed) => (seed > 8 ? { end: 'out-of-events' } : {}) })
    expect(endless).toEqual({ count: 2, seeds: [9, 10] })
  })
})

describe('an assertion over seeds', () => {
  const judge = (text: string, options: ToyOptions = {}) => {
    const [result] = ten(options, text).assertions
    if (result === undefined) throw new Error('no result')
    return result
  }

  it('on the mean holds or fails when the whole interval says so, and is weak in between', () => {
    // The mean is 5.5, its interval 3.33 to 7.67.
    expect(judge('value < 8').verdict).toBe('pass')
    expect(judge('value < 7').verdict).toBe('weak')
    expect(judge('value < 5').verdict).toBe('weak')
    expect(judge('value < 3').verdict).toBe('fail')
    expect(judge('3 < value').verdict).toBe('pass')
    expect(judge('value >= 8').verdict).toBe('fail')
    expect(judge('value != 20').verdict).toBe('pass')
    expect(judge('value == 20').verdict).toBe('fail')
    expect(judge('value == 5.5').verdict).toBe('weak')
  })

  it('on the mean names no failing seed, and is a point where there is one seed', () => {
    const text = 'value < 3'
    expect(ten({}, text).failed.seeds).toEqual([7, 9])
    expect(sweep(toy(), plan(text), 4, [1]).assertions[0]?.verdict).toBe('fail')
    expect(sweep(toy(), plan(text), 2, [1]).assertions[0]?.verdict).toBe('pass')
  })

  it('on the mean compares two metrics seed by seed', () => {
    // Their difference is 1 in every seed, however far the seeds are apart.
    const close = { run: (seed: number) => ({ metrics: { value: seed * 100, recovery_ms: 0 } }) }
    const part = {
      metrics: [
        { id: 'value', unit: 'count' as const, description: '' },
        { id: 'other', unit: 'count' as const, description: '' },
      ],
    }
    const scenario = toy({
      part,
      run: (seed) => ({ ...close.run(seed), metrics: { value: seed * 100, other: seed * 100 + 1 } }),
    })
    const how = { ...plan(), assertions: [parseAssertion('value < other', scenario)] }
    const [result] = sweep(scenario, how, 1, [10]).assertions
    expect(result?.verdict).toBe('pass')
    expect(result?.difference).toEqual({ mean: -1, low: -1, high: -1 })
  })

  it('on the mean fails when a run has no value', () => {
    const gap = { run: (seed: number) => (seed === 4 ? { metrics: {} } : {}) }
    expect(judge('value < 8', gap).verdict).toBe('fail')
  })

  it('on every seed names those that fail, and the worst', () => {
    expect(judge('every value<=4')).toMatchObject({
      verdict: 'fail',
      failed: { count: 6, seeds: [5, 6, 7, 8, 9, 10] },
      worst: { seed: 10, left: 10, right: 4 },
    })
    expect(judge('every value>0')).toMatchObject({ verdict: 'pass', worst: { seed: 1, left: 1, right: 0 } })
    expect(ten({}, 'every value<=4').failed.seeds).toEqual([5, 6, 7, 8, 9, 10])
  })

  it('that something never happens speaks of invariants and of goals', () => {
    expect(judge('never even')).toMatchObject({ verdict: 'fail', failed: { seeds: [7, 9] } })
    expect(judge('never large')).toMatchObject({ verdict: 'fail', failed: { seeds: [9, 10] } })
    expect(judge('never even', { run: () => ({ violations: [] }) }).verdict).toBe('pass')
  })

  it('that something happens within a time is judged by the recovery of every run', () => {
    expect(judge('within 100ms after heal: recovered').verdict).toBe('pass')
    expect(judge('within 80ms after heal: recovered')).toMatchObject({ failed: { seeds: [9, 10] } })
    const never = { run: () => ({ metrics: { recovery_ms: Number.NaN } }) }
    expect(judge('within 1min after heal: recovered', never).failed.count).toBe(10)
  })

  it('that something happens sometimes is weak when it never does', () => {
    expect(judge('sometimes large').verdict).toBe('pass')
    const result = sweep(toy(), plan('sometimes large'), 1, [5])
    expect(result.assertions[0]?.verdict).toBe('weak')
    expect(result.failed.count).toBe(0)
  })
})

describe('a goal after the heal', () => {
  /** The goal is met at `seed` seconds; the faults are over after 4. */
  const base = toy()
  const scenario: Scenario = {
    ...base,
    run: (seed, parameters, options = {}) => {
      const endUs = Math.min(options.untilUs ?? 20e6, 20e6)
      return {
        ...base.run(seed, parameters),
        endUs,
        violations: [],
        coverage: { large: endUs >= seed * 1e6 ? 1 : 0 },
        ...(options.tracing && {
          trace: {
            nodes: [],
            changes: [],
            messages: [],
            notes: [],
            faults: [],
            healUs: 4e6,
            endUs,
            truncated: false,
          },
        }),
      }
    },
  }

  it('counts when it is met in time, and not when it was met before', () => {
    const { assertions } = sweep(scenario, plan('within 2s after heal: large'), 3, [5])
    // At 3 s and 4 s it is too early, at 7 s too late.
    expect(assertions[0]?.failed.seeds).toEqual([3, 4, 7])
  })

  it('cannot be asked of a scenario without a heal', () => {
    expect(() => sweep(toy(), plan('within 2s after heal: large'), 1, [2])).toThrow(
      'toy has no time from which',
    )
  })
})

import { describe, expect, it } from 'vitest'
import { parseAssertion } from '../../../src/simulation/kernel/assertion.ts'
import type { RunResult, Scenario } from '../../../src/simulation/kernel/scenario.ts'
import { assertSameRun, sweep } from '../../../src/simulation/kernel/sweep.ts'
import { TraceHash } from '../../../src/simulation/kernel/trace-hash.ts'

/** A scenario whose one metric is the seed; odd seeds from 7 on break the invariant. */
function toy(runs: number[] = [], drift = 0): Scenario {
  return {
    id: 'toy',
    title: 'Toy',
    version: 1,
    lesson: 'toy',
    variants: [{ prefix: '', title: 'only' }],
    parameters: [],
    metrics: [{ id: 'value', unit: 'count', description: 'the seed' }],
    invariants: [{ id: 'even', statement: 'it is even' }],
    goals: [],
    faultKinds: [],
    mutants: [],
    tell: () => [],
    run(seed): RunResult {
      runs.push(seed)
      const hash = new TraceHash()
      hash.addInteger(seed)
      const odd = seed >= 7 && seed % 2 === 1
      return {
        seed,
        traceHash: hash.digest(),
        events: 10,
        endUs: seed,
        violations: odd ? [{ invariant: 'even', atUs: seed, story: [`seed ${seed}`] }] : [],
        metrics: { value: seed + drift * runs.length },
        series: [],
        captions: [],
        spans: [],
        faults: [],
        operations: 0,
        end: 'done',
        coverage: { seen: 1 },
      }
    },
  }
}

const options = { firstSeed: 1, count: 10, parameters: {}, assertions: [] }

describe('a sweep', () => {
  it('runs every seed once and one in twenty twice', async () => {
    const runs: number[] = []
    await sweep(toy(runs), { ...options, count: 40 })
    expect(runs).toHaveLength(42)
    expect(runs.filter((seed) => seed === 1 || seed === 21)).toEqual([1, 1, 21, 21])
  })

  it('reports a run that is not the same twice as our own fault', async () => {
    await expect(sweep(toy([], 1), options)).rejects.toThrow('seed 1 gave two different runs (value)')
    const run = toy().run(1, {})
    expect(() => assertSameRun(run, { ...run, traceHash: '0' })).toThrow('two different runs')
    expect(() =>
      assertSameRun({ ...run, metrics: { value: Number.NaN } }, { ...run, metrics: { value: Number.NaN } }),
    ).not.toThrow()
  })

  it('keeps the first breach of each rule, counts the seeds and shows the first that failed', async () => {
    const result = await sweep(toy(), options)
    expect(result.violations).toEqual([{ invariant: 'even', atUs: 7, story: ['seed 7'], seed: 7, seeds: 2 }])
    expect(result.failedSeeds).toEqual([7, 9])
    expect(result.shown.seed).toBe(7)
    expect(result.coverage).toEqual({ seen: 10 })
    expect(result.events).toBe(100)
  })

  it('judges an assertion on every seed and names the worst', async () => {
    const [below, above] = ['value<=4', 'value>0'].map((text) => parseAssertion(text, toy().metrics))
    if (!below || !above) throw new Error('no assertions')
    const result = await sweep(toy(), { ...options, count: 6, assertions: [below, above] })
    expect(result.assertions[0]).toMatchObject({ failedSeeds: [5, 6], worst: { seed: 6, left: 6, right: 4 } })
    expect(result.assertions[1]).toMatchObject({ failedSeeds: [], worst: { seed: 1, left: 1, right: 0 } })
    expect(result.failedSeeds).toEqual([5, 6])
  })

  it('gives the mean with its interval, and the hash over all seeds in their order', async () => {
    const result = await sweep(toy(), options)
    expect(result.metrics['value']?.mean).toBe(5.5)
    expect(result.metrics['value']?.low).toBeCloseTo(5.5 - (2.262157 * 3.02765) / Math.sqrt(10), 4)
    const other = await sweep(toy(), { ...options, firstSeed: 2 })
    expect(other.traceHash).not.toBe(result.traceHash)
    expect((await sweep(toy(), options)).traceHash).toBe(result.traceHash)
    const single = await sweep(toy(), { ...options, count: 1 })
    expect(single.traceHash).toBe(toy().run(1, {}).traceHash)
  })
})

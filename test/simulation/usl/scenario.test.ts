import { describe, expect, it } from 'vitest'
import { interval95 } from '../../../src/lib/statistics.ts'
import { resolveParameters } from '../../../src/simulation/kernel/parameters.ts'
import { invariants } from '../../../src/simulation/scenarios/usl/invariants.ts'
import { scenario } from '../../../src/simulation/scenarios/usl/scenario.ts'

const run = (seed: number, settings: readonly string[] = [], mutant?: string) =>
  scenario.run(seed, resolveParameters(scenario.parameters, settings), mutant === undefined ? {} : { mutant })

const SHORT = ['duration_ms=10s']

describe('the simulation of the universal scalability law', () => {
  it.each([
    [1, '5%', 0.001],
    [4, '5%', 0.001],
    [16, '5%', 0.001],
    [40, '5%', 0.001],
    [12, '20%', 0],
    [12, '0%', 0.01],
  ])(
    '%i workers in step, contention %s, crosstalk %f: the law lies in the interval of ten seeds',
    (workers, contention, crosstalk) => {
      const settings = [
        `workers=${workers}`,
        `contention=${contention}`,
        `crosstalk=${crosstalk}`,
        'duration_ms=20s',
      ]
      const runs = Array.from({ length: 10 }, (_, seed) => run(seed + 1, settings))
      for (const { violations } of runs) expect(violations).toEqual([])
      for (const variant of ['', 'double.']) {
        const { low, high } = interval95(
          runs.map(({ metrics }) => metrics[`${variant}throughput`] ?? Number.NaN),
        )
        const law = runs[0]?.metrics[`${variant}theory.throughput`] ?? Number.NaN
        // A round that the end cuts off counts in part: at most one round of hundreds.
        expect(low, variant).toBeLessThanOrEqual(law * 1.002)
        expect(high, variant).toBeGreaterThanOrEqual(law * 0.998)
        expect((high - low) / law, variant).toBeLessThan(0.05)
      }
    },
  )

  it('does better at the own pace than in step, as long as the lock is not the whole story', () => {
    for (let seed = 1; seed <= 5; seed += 1) {
      const { metrics } = run(seed, SHORT)
      expect(metrics['free.throughput']).toBeGreaterThan(1.2 * (metrics['throughput'] ?? Number.NaN))
    }
  })

  it('becomes slower with more workers past the peak, on every one of 10 seeds', () => {
    for (let seed = 1; seed <= 10; seed += 1) {
      const { metrics } = run(seed, ['duration_ms=20s', 'workers=40'])
      expect(metrics['double.throughput']).toBeLessThan(metrics['throughput'] ?? 0)
    }
  })

  it('takes the same steps on every engine', () => {
    expect(run(1, SHORT).traceHash).toBe('1b0baa8bf02589bf')
  })

  it('has a mutant for every invariant', () => {
    const broken = new Set(scenario.mutants.flatMap(({ breaks }) => breaks))
    expect([...broken].sort()).toEqual(invariants.map(({ id }) => id).sort())
  })

  it.each(scenario.mutants.map(({ id, breaks }) => [id, breaks] as const))(
    'catches the mutant %s on every one of 10 seeds, by exactly the rules that it names',
    (mutant, breaks) => {
      for (let seed = 1; seed <= 10; seed += 1) {
        const { violations } = run(seed, ['duration_ms=2s'], mutant)
        expect(violations.map(({ invariant }) => invariant).sort(), `seed ${seed}`).toEqual(
          [...breaks].sort(),
        )
      }
    },
  )

  it('breaks no invariant at the edges of its parameters', () => {
    const edges = ['workers=1', 'workers=200', 'contention=1', 'contention=0', 'crosstalk=0', 'crosstalk=0.1']
    for (const edge of [...edges, 'rate_per_s=1', 'rate_per_s=1000', 'duration_ms=1s']) {
      const { violations, metrics } = run(1, edge.startsWith('duration') ? [edge] : ['duration_ms=3s', edge])
      expect(violations, edge).toEqual([])
      expect(Object.keys(metrics).sort()).toEqual(scenario.metrics.map(({ id }) => id).sort())
    }
  })

  it('runs only the operations that it is told to', () => {
    const values = resolveParameters(scenario.parameters, ['workers=2', ...SHORT])
    const { metrics, violations } = scenario.run(1, values, { operations: [0, 1, 5] })
    expect(violations).toEqual([])
    expect((metrics['throughput'] ?? 0) * 10).toBe(3)
  })

  it('gives the screen and the reader something', () => {
    const result = run(1)
    expect(result.series).toHaveLength(6)
    for (const { values } of result.series) expect(values).toHaveLength(120)
    expect(result.captions.map(({ text }) => text)).toContain('all 24 workers are at the lock at once')
    const told = scenario.tell(result, resolveParameters(scenario.parameters, [])).join(' ')
    expect(told).toMatch(
      /24 in step do 88\d\/s, which is 8\.\d+ times as much, not 24 times\. .* less: past the peak/,
    )
    expect(told).toContain('By the law the peak is at 30.8 workers')
  })
})

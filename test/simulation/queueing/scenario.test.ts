import { describe, expect, it } from 'vitest'
import { interval95 } from '../../../src/lib/statistics.ts'
import { resolveParameters } from '../../../src/simulation/kernel/parameters.ts'
import { invariants } from '../../../src/simulation/scenarios/queueing/invariants.ts'
import { scenario } from '../../../src/simulation/scenarios/queueing/scenario.ts'

const run = (seed: number, settings: readonly string[] = [], mutant?: string) =>
  scenario.run(seed, resolveParameters(scenario.parameters, settings), mutant === undefined ? {} : { mutant })

const MINUTE = ['duration_ms=60s', 'warm_up_ms=5s']

/** About so many customers, and enough of them before the measures begin that the empty start is forgotten. */
const lasting = (customers: number, ratePerS: number) => [
  `rate_per_s=${ratePerS}`,
  `duration_ms=${Math.round((customers * 1000) / ratePerS)}`,
  `warm_up_ms=${Math.round((customers * 100) / ratePerS)}`,
]

/** What ten seeds say of a metric, against its closed form. */
function compare(settings: readonly string[], ids: readonly string[]) {
  const runs = Array.from({ length: 10 }, (_, seed) => run(seed + 1, settings))
  for (const { violations } of runs) expect(violations).toEqual([])
  return ['', 'busier.'].flatMap((variant) =>
    ids.map((id) => {
      const { low, high } = interval95(runs.map(({ metrics }) => metrics[variant + id] ?? Number.NaN))
      return {
        id: variant + id,
        low,
        high,
        expected: runs[0]?.metrics[`${variant}theory.${id}`] ?? Number.NaN,
      }
    }),
  )
}

describe('the queueing simulation', () => {
  // With half of the idle time gone, a load of 0.5 becomes 0.75 and one of 0.8 becomes 0.9.
  it.each([
    ['M/M/1', 0.5, 1],
    ['M/M/3', 0.5, 3],
    ['M/M/10', 0.5, 10],
    ['M/M/1', 0.8, 1],
    ['M/M/3', 0.8, 3],
    ['M/M/10', 0.8, 10],
  ])('%s at load %f: theory lies in the interval of ten seeds', (_, load, servers) => {
    const settings = [...lasting(15_000, 100 * load * servers), `servers=${servers}`]
    for (const { id, low, high, expected } of compare(settings, [
      'wait',
      'inside',
      'delayed',
      'utilisation',
    ])) {
      expect(low, id).toBeLessThanOrEqual(expected)
      expect(high, id).toBeGreaterThanOrEqual(expected)
      // An interval as wide as the world would prove nothing.
      if (!id.endsWith('wait')) expect((high - low) / expected, id).toBeLessThan(0.3)
    }
  })

  it.each([
    ['always the same', 0, 80],
    ['half fixed', 0.5, 80],
    ['hyperexponential', 2, 70],
  ])('M/G/1 with service times that are %s: as Pollaczek and Khinchine say', (_, cv, rate) => {
    for (const { id, low, high, expected } of compare(
      [...lasting(20_000, rate), `service_cv=${cv}`],
      ['wait', 'inside'],
    )) {
      expect(low, id).toBeLessThanOrEqual(expected)
      expect(high, id).toBeGreaterThanOrEqual(expected)
      expect((high - low) / expected, id).toBeLessThan(0.5)
    }
  })

  it.each([0, 1, 3])('refuses as many as Erlang B says with a spread of service times of %d', (cv) => {
    const settings = [...lasting(20_000, 400), 'servers=5', 'capacity=5', `service_cv=${cv}`]
    for (const { id, low, high, expected } of compare(settings, ['refused']).slice(0, 1)) {
      expect(low, id).toBeLessThanOrEqual(expected)
      expect(high, id).toBeGreaterThanOrEqual(expected)
      expect((high - low) / expected, id).toBeLessThan(0.1)
    }
  })

  it('agrees with the chain of M/M/c/K', () => {
    const settings = [...lasting(20_000, 180), 'servers=2', 'capacity=6']
    for (const { id, low, high, expected } of compare(settings, ['wait', 'refused', 'delayed', 'inside'])) {
      expect(low, id).toBeLessThanOrEqual(expected)
      expect(high, id).toBeGreaterThanOrEqual(expected)
    }
  })

  it('takes the same steps on every engine', () => {
    expect(run(1, MINUTE).traceHash).toBe('d9c728f642e147ae')
    expect(run(2, [...MINUTE, 'service_cv=3', 'servers=4', 'capacity=9']).traceHash).toBe('d539301a00f50f15')
  })

  it('has a mutant for every invariant', () => {
    const broken = new Set(scenario.mutants.flatMap(({ breaks }) => breaks))
    expect([...broken].sort()).toEqual(invariants.map(({ id }) => id).sort())
  })

  it.each(scenario.mutants.map(({ id, breaks }) => [id, breaks] as const))(
    'catches the mutant %s on every one of 10 seeds, by exactly the rules that it names',
    (mutant, breaks) => {
      for (let seed = 1; seed <= 10; seed += 1) {
        const { violations } = run(seed, MINUTE, mutant)
        expect(violations.map(({ invariant }) => invariant).sort(), `seed ${seed}`).toEqual(
          [...breaks].sort(),
        )
      }
    },
  )

  it('tells the steps that led to a breach', () => {
    const parameters = resolveParameters(scenario.parameters, MINUTE)
    const [violation] = scenario.run(1, parameters, { mutant: 'last-first', tracing: true }).violations
    expect(violation?.story[0]).toMatch(/^in the run "/)
    expect(violation?.story.slice(-2)).toEqual([
      expect.stringMatching(/ s {2}customer \d+ is served, after \d+ who came later$/),
      'broken: customers are served in the order in which they came',
    ])
    expect(violation?.story.length).toBeGreaterThan(6)
    expect(violation?.story.length).toBeLessThanOrEqual(20)
  })

  it("keeps Little's law also when the time is over before the queue is empty", () => {
    const values = resolveParameters(scenario.parameters, [...MINUTE, 'rate_per_s=150'])
    for (let seed = 1; seed <= 20; seed += 1) {
      const { violations, endUs } = scenario.run(seed, values, { untilUs: 12_345_678 })
      expect([endUs, violations]).toEqual([12_345_678, []])
    }
    const late = scenario.run(1, values, { untilUs: 12_345_678, mutant: 'starts-clock-late' })
    expect(late.violations.map(({ invariant }) => invariant)).toEqual(['littles-law'])
  })

  it('serves the same customers with other settings: common random numbers', () => {
    const calm = run(5, [...MINUTE, 'rate_per_s=40'])
    const other = run(5, [...MINUTE, 'rate_per_s=40', 'servers=2'])
    expect(other.metrics['customers']).toBe(calm.metrics['customers'])
    expect(other.metrics['wait']).toBeLessThan(calm.metrics['wait'] ?? 0)
  })

  it('runs only the customers that it is told to', () => {
    const values = resolveParameters(scenario.parameters, MINUTE)
    const few = scenario.run(1, values, { operations: [999], mutant: 'loses-customer' })
    expect(few.violations.map(({ invariant }) => invariant).sort()).toEqual(['leaves-once', 'littles-law'])
    expect(few.operations).toBeGreaterThan(4000)
  })

  it('breaks no invariant at the edges of its parameters', () => {
    const edges = [
      'service_cv=0',
      'service_cv=10',
      'servers=100',
      'capacity=1',
      'rate_per_s=0.1',
      'rate_per_s=300',
    ]
    for (const edge of [...edges, 'service_ms=0.1', 'service_ms=60s', 'warm_up_ms=0', 'duration_ms=1s']) {
      const { violations, metrics } = run(1, [
        ...MINUTE.filter((one) => !edge.startsWith(one.slice(0, 8))),
        edge,
      ])
      expect(violations, edge).toEqual([])
      expect(Object.keys(metrics).sort()).toEqual(scenario.metrics.map(({ id }) => id).sort())
    }
  })

  it('gives the screen something to show', () => {
    const { series, captions, spans, coverage } = run(1)
    expect(series.map(({ id }) => id)).toEqual(['inside', 'wait', 'busier.inside', 'busier.wait'])
    for (const { values } of series) {
      expect(values).toHaveLength(120)
      expect(values.every(Number.isFinite)).toBe(true)
    }
    expect(captions.length).toBeGreaterThan(4)
    expect(spans).toEqual([{ fromUs: 0, toUs: 60_000_000, text: 'warm-up' }])
    expect(coverage['all_busy']).toBeGreaterThan(0)
  })

  it('tells what it measured, what theory says and where the knee is', () => {
    const told = (settings: string[]) => {
      const values = resolveParameters(scenario.parameters, settings)
      return scenario.tell(scenario.run(1, values), values).join(' ')
    }
    expect(told([])).toMatch(/In theory it would be 40 ms .* 2\.3\d times as long.*knee/)
    expect(told(['rate_per_s=200', 'duration_ms=1min'])).toContain('there is no long run')
    expect(told(['servers=2', 'service_cv=0', 'duration_ms=1min'])).toContain('no closed form is known')
    expect(told(['capacity=3', 'duration_ms=1min'])).toMatch(/Of all who come [\d.]+ % find no place/)
  })
})

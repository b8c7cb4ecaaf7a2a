import { describe, expect, it } from 'vitest'
import { resolveParameters } from '../../../src/simulation/kernel/parameters.ts'
import { shrink } from '../../../src/simulation/kernel/shrink.ts'
import { scenario } from '../../../src/simulation/scenarios/circuit-breaker/scenario.ts'
import { itKeepsTheContract } from '../helpers/scenario-contract.ts'

const defaults = resolveParameters(scenario.parameters, [])
const withSettings = (...settings: string[]) => resolveParameters(scenario.parameters, settings)
const run = (seed: number, settings: string[] = [], mutant?: string) =>
  scenario.run(seed, withSettings(...settings), mutant === undefined ? {} : { mutant })

/** An outage of a second is enough to see every change of state. */
const SHORT = [
  'duration_ms=2s',
  'outage_start_ms=500',
  'outage_ms=1s',
  'reset_timeout_ms=200',
  'call_timeout_ms=50',
]

describe('the circuit-breaker simulation', () => {
  itKeepsTheContract(scenario, {
    hashes: {
      1: '0ad26e939d3ec3d8',
      2: '7339b0e067534ef1',
      [Number.MAX_SAFE_INTEGER]: '12639a216defedbc',
    },
    ranges: { rate_per_s: [1, 200], duration_ms: [1000, 10_000], workers: [1, 100] },
  })

  it('takes the same steps on every engine with retries', () => {
    expect(run(1, ['retries=3', 'reset_timeout_ms=1s']).traceHash).toBe('c25c80a46a8ec919')
  })

  it('breaks no invariant in 500 seeds', () => {
    for (let seed = 1; seed <= 500; seed += 1) {
      const { violations } = scenario.run(seed, defaults)
      expect(violations, `seed ${seed}`).toEqual([])
    }
  }, 60_000)

  it('breaks no invariant over a wide range of settings', () => {
    for (let seed = 1; seed <= 300; seed += 1) {
      const settings = [
        ...SHORT,
        `failure_threshold=${1 + (seed % 7)}`,
        `half_open_max_calls=${1 + (seed % 4)}`,
        `success_threshold=${1 + (seed % 3)}`,
        `retries=${seed % 4}`,
        `workers=${1 + (seed % 13)}`,
        `queue_limit=${seed % 11}`,
        `outage_slowdown=${1 + (seed % 50)}`,
        `outage_error_rate=${(seed % 10) * 10}%`,
        `error_rate=${(seed % 5) * 10}%`,
        `client_timeout_ms=${20 + 30 * (seed % 9)}`,
        `work_ms=${seed % 6}`,
        `backoff_ms=${(seed % 3) * 20}`,
      ]
      expect(run(seed, settings).violations, `seed ${seed}: ${settings.join(' ')}`).toEqual([])
    }
  }, 60_000)

  it('names the calls that broke the trial limit', () => {
    const [violation] = run(1, [], 'ignores-trial-limit').violations
    expect(violation?.story.slice(-4)).toEqual([
      expect.stringMatching(/^20\.\d{3} s {2}request \d+ goes through as a trial, 1 in flight$/),
      expect.stringMatching(/^20\.\d{3} s {2}request \d+ goes through as a trial, 2 in flight$/),
      expect.stringMatching(/^20\.\d{3} s {2}2 trials are in flight$/),
      'broken: no more trials are in flight than half_open_max_calls',
    ])
  })

  it.each(['ignores-trial-limit', 'answers-twice', 'starts-clock-late'])(
    'is made small for the mutant %s by leaving requests out',
    (mutant) => {
      const [violation] = run(1, [], mutant).violations
      const task = { seed: 1, parameters: defaults, options: { mutant } }
      const invariant = violation?.invariant ?? ''
      const shrunk = shrink(scenario, { ...task, failure: { kind: 'invariant', invariant } })
      expect(shrunk?.before.operations).toBeGreaterThan(5000)
      expect(shrunk?.operationCount).toBeLessThan(100)
    },
  )

  it('sends the same requests with and without the breaker', () => {
    // With a breaker that cannot open, the two runs are one.
    const { metrics, series } = run(3, ['failure_threshold=10000'])
    for (const { id } of scenario.metrics.filter((metric) => metric.id.startsWith('without.'))) {
      expect(metrics[id.slice('without.'.length)], id).toBe(metrics[id])
    }
    const values = (id: string) => series.find((one) => one.id === id)?.values
    expect(values('success_rate')).toEqual(values('without.success_rate'))
    expect(values('latency')).toEqual(values('without.latency'))
  })

  it('does not let a setting of the breaker change the run without it', () => {
    const bare = (settings: string[]) =>
      Object.entries(run(4, settings).metrics).filter(([id]) => id.startsWith('without.'))
    expect(bare(['reset_timeout_ms=1s', 'failure_threshold=2'])).toEqual(bare([]))
  })

  it('shows what a breaker is for, on every one of 50 seeds', () => {
    for (let seed = 1; seed <= 50; seed += 1) {
      const { metrics, coverage } = run(seed)
      const metric = (id: string) => metrics[id] ?? Number.NaN
      expect(metric('p99')).toBeLessThan(250)
      expect(metric('without.p99')).toBe(2000)
      expect(metric('others_success_rate')).toBe(1)
      expect(metric('without.others_success_rate')).toBeLessThan(0.9)
      expect(metric('dependency_calls')).toBeLessThan(0.1 * metric('without.dependency_calls'))
      expect(metric('recovery_ms')).toBeLessThan(metric('without.recovery_ms'))
      expect(coverage['opened']).toBeGreaterThan(0)
    }
  })

  it('takes longer to recover the longer the reset timeout is: the price of a breaker', () => {
    const recovery = (timeout: string) =>
      run(5, [`reset_timeout_ms=${timeout}`]).metrics['recovery_ms'] ?? Number.NaN
    expect(recovery('15s')).toBeGreaterThan(recovery('1s') + 3000)
  })

  it('fails calls at the rate of the moment: inside the outage and outside it', () => {
    const errors = ['outage_slowdown=1', 'retries=0', 'outage_ms=10s']
    const during = run(1, [...errors, 'error_rate=0', 'outage_error_rate=1']).captions.map(({ text }) => text)
    expect(during.filter((text) => text.startsWith('the breaker goes from closed to open'))).toHaveLength(1)
    const quiet = run(1, [...errors, 'error_rate=0', 'outage_error_rate=0']).metrics
    expect([quiet['success_rate'], quiet['opened']]).toEqual([1, 0])
    const outside = run(1, [...errors, 'outage_error_rate=0', 'error_rate=1'])
    expect(outside.captions.find(({ text }) => text.startsWith('the breaker goes'))?.atUs).toBeLessThan(1e6)
  })

  it('accounts for every request', () => {
    const { metrics } = run(6)
    const share = (id: string) => metrics[id] ?? Number.NaN
    expect(share('success_rate') + share('failed_rate') + share('rejected_rate')).toBeCloseTo(1, 12)
    expect(share('without.success_rate') + share('without.failed_rate')).toBeCloseTo(1, 12)
  })

  it('gives every metric and series that it declares', () => {
    const { metrics, series, captions, spans, endUs } = run(1)
    expect(Object.keys(metrics).sort()).toEqual(scenario.metrics.map(({ id }) => id).sort())
    expect(series).toHaveLength(8)
    for (const { values } of series) {
      expect(values).toHaveLength(120)
      expect(values.every(Number.isFinite)).toBe(true)
    }
    expect(captions.map(({ text }) => text)).toContain('the breaker closes: calls flow again')
    expect(captions.every(({ atUs }) => atUs <= endUs)).toBe(true)
    expect(spans).toEqual([{ fromUs: 15e6, toUs: 35e6, text: 'outage' }])
  })

  it('survives the edges of its parameters', () => {
    const edges = [
      'outage_ms=0',
      'dependent_share=0',
      'dependent_share=1',
      'queue_limit=0',
      'workers=1',
      'work_ms=0',
    ]
    const more = [
      'rate_per_s=1',
      'client_timeout_ms=1',
      'call_timeout_ms=1',
      'outage_start_ms=10min',
      'error_rate=1',
    ]
    for (const edge of [...edges, ...more, 'backoff_ms=0', 'dependency_ms=60s', 'duration_ms=1700']) {
      const { violations, metrics, series } = run(1, [edge])
      expect(violations, edge).toEqual([])
      expect(
        Object.values(metrics).every((value) => value >= 0),
        edge,
      ).toBe(true)
      expect(
        series.every(({ values }) => values.every(Number.isFinite)),
        edge,
      ).toBe(true)
    }
  })
})

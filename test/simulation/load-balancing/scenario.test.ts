import { describe, expect, it } from 'vitest'
import { exp, ln } from '../../../src/lib/portable-math.ts'
import { interval95 } from '../../../src/lib/statistics.ts'
import { scenario } from '../../../src/simulation/scenarios/load-balancing/scenario.ts'
import { itKeepsTheContract, runWith } from '../helpers/scenario-contract.ts'

const run = (seed: number, settings: string[] = [], mutant?: string) =>
  runWith(scenario, seed, settings, mutant === undefined ? {} : { mutant })
const QUIET = ['step_per_s=0', 'kill_servers=0']
const metricOf = (settings: string[], id: string, seed = 1) => run(seed, settings).metrics[id] ?? Number.NaN
const power = (base: number, exponent: number) => exp(exponent * ln(base))

/** Over seeds, with a 95 % interval. */
function estimate(settings: string[], id: string, seeds: number) {
  return interval95(Array.from({ length: seeds }, (_, n) => metricOf(settings, id, n + 1)))
}

describe('the load-balancing simulation', () => {
  itKeepsTheContract(scenario, {
    hashes: { 1: '5b209994053a93b5', 2: '00ee81cbe910d73f', [Number.MAX_SAFE_INTEGER]: '4f92dde522b48816' },
    ranges: {
      duration_ms: [1000, 1500],
      rate_per_s: [1, 2000],
      step_per_s: [0, 2000],
      step_start_ms: [0, 1500],
      kill_start_ms: [0, 1500],
    },
  })

  it('by random choice is as many M/M/1 queues, whose mean stay is known', () => {
    const settings = [...QUIET, 'servers=4', 'rate_per_s=200', 'duration_ms=60s']
    const { low, high } = estimate(settings, 'random.mean', 12)
    const expected = 10 / (1 - 0.5)
    expect(low).toBeLessThan(expected)
    expect(high).toBeGreaterThan(expected)
    expect((high - low) / expected).toBeLessThan(0.05)
  })

  it('by two choices comes close to the limit of Mitzenmacher (2001) for many servers', () => {
    const settings = [...QUIET, 'servers=100', 'rate_per_s=4500', 'work_ms=20', 'duration_ms=10s', 'keys=1']
    const load = 0.9
    const limit = [1, 2, 3, 4, 5, 6].reduce((sum, i) => sum + power(load, 2 ** i - 2), 0)
    const { mean } = estimate(settings, 'mean', 1)
    expect(mean / (20 * limit)).toBeGreaterThan(0.93)
    expect(mean / (20 * limit)).toBeLessThan(1.07)
    expect(metricOf(settings, 'longest_queue')).toBeLessThanOrEqual(8)
    expect(metricOf(settings, 'random.longest_queue')).toBeGreaterThan(30)
  })

  it('is faster the more of the load a policy knows, on every one of 20 seeds', () => {
    for (let seed = 1; seed <= 20; seed += 1) {
      const { metrics } = run(seed, QUIET)
      const p99 = ['least.p99', 'p99', 'round-robin.p99', 'random.p99'].map((id) => metrics[id])
      expect(p99).toEqual(p99.toSorted((a, b) => (a ?? 0) - (b ?? 0)))
    }
  })

  it('turns least connections into a herd when what it knows is old, and two choices much less', () => {
    const old = [...QUIET, 'load_info_ms=100']
    for (let seed = 1; seed <= 5; seed += 1) {
      const { metrics } = run(seed, old)
      const metric = (id: string) => metrics[id] ?? Number.NaN
      expect(metric('least.p99')).toBeGreaterThan(1.5 * metric('random.p99'))
      expect(metric('p99')).toBeLessThan(metric('least.p99') / 1.5)
    }
  })

  it('moves about the share of the keys that the killed server had, and no others', () => {
    const { mean } = estimate(['kill_servers=1', 'rate_per_s=100'], 'hashing.keys_moved', 20)
    expect(mean).toBeGreaterThan(0.08)
    expect(mean).toBeLessThan(0.12)
  })

  it('spreads keys more evenly the more points a server has on the ring', () => {
    const even = [...QUIET, 'key_skew=0', 'keys=10000']
    const share = (points: number) => metricOf([...even, `virtual_nodes=${points}`], 'hashing.busiest_share')
    expect(share(1)).toBeGreaterThan(share(10))
    expect(share(10)).toBeGreaterThan(share(200))
  })

  it('sends more to a dead server that refuses at once than to one that lets callers wait', () => {
    const failed = (refusal: string) =>
      metricOf(
        ['kill_servers=1', `refusal_ms=${refusal}`, 'rate_per_s=900', 'detection_ms=1s'],
        'least.failed',
      )
    expect(failed('0')).toBeGreaterThan(2 * failed('1s'))
  })

  it('leaves a slow server its share in turn, and takes load from it by least connections', () => {
    const slow = [...QUIET, 'slow_factor=4']
    expect(metricOf(slow, 'round-robin.p99')).toBeGreaterThan(5 * metricOf(slow, 'least.p99'))
  })

  it('kills exactly the servers that it is told to', () => {
    const faults = [{ kind: 'crash', node: 3, disk: 'kept', atUs: 1e6, durationUs: 1e6 }] as const
    const { captions } = runWith(scenario, 1, ['duration_ms=3s'], { faults })
    const killed = captions.filter(({ text }) => text.includes('is killed'))
    expect(new Set(killed.map(({ text }) => text.split(' is killed')[0]))).toEqual(new Set(['server 3']))
  })

  it('says which fault it does not know', () => {
    const faults = [{ kind: 'pause', node: 3, atUs: 1e6, durationUs: 1e6 }] as const
    expect(() => runWith(scenario, 1, [], { faults })).toThrow('This simulation knows no fault "pause".')
  })
})

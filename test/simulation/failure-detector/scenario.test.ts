import { describe, expect, it } from 'vitest'
import { scenario } from '../../../src/simulation/scenarios/failure-detector/scenario.ts'
import { itHoldsAndNotices } from '../helpers/protocol-contract.ts'
import { runWith } from '../helpers/scenario-contract.ts'

const metricOf = (run: ReturnType<typeof runWith>) => (id: string) => run.metrics[id] ?? Number.NaN
const CALM = ['burst_ms=0', 'slow_ms=0']

describe('the failure-detector simulation', () => {
  itHoldsAndNotices(scenario, {
    seeds: 80,
    randomSettings: 80,
    ranges: { processes: [2, 5], duration_ms: [1000, 60_000], heartbeat_ms: [50, 5000] },
    alsoBroken: {
      'window-never-slides': ['completeness'],
      'counts-the-crash': ['completeness'],
      'never-trusts-again': ['completeness'],
      'resets-on-suspicion': ['completeness'],
      'believes-old-heartbeats': ['phi-rises', 'completeness'],
    },
  })

  it('takes the same steps on every engine', () => {
    expect(runWith(scenario, 1).traceHash).toBe('7323c051e8017018')
    expect(runWith(scenario, 2).traceHash).toBe('87acda71af5f01f8')
    expect(runWith(scenario, Number.MAX_SAFE_INTEGER).traceHash).toBe('dc8b8f4fd03f6a88')
  })

  it('makes no mistake on links that are good all the time, and finds the crash by both', () => {
    const metric = metricOf(runWith(scenario, 1, CALM, { faults: [] }))
    for (const prefix of ['', 'phi.']) {
      expect(metric(`${prefix}mistakes_per_min`)).toBe(0)
      expect(metric(`${prefix}query_accuracy`)).toBe(1)
    }
    // The last heartbeat came up to one interval before the crash, or is still on its way.
    expect(metric('detection_ms')).toBeGreaterThan(150)
    expect(metric('detection_ms')).toBeLessThan(250 + 45)
    expect(metric('phi.detection_ms')).toBeLessThan(metric('detection_ms'))
  })

  it('agrees with the identity of Chen, Toueg and Aguilera: accuracy is 1 - rate * duration', () => {
    for (let seed = 1; seed <= 20; seed += 1) {
      const metric = metricOf(runWith(scenario, seed))
      for (const prefix of ['', 'phi.']) {
        const wrong = (metric(`${prefix}mistakes_per_min`) / 60_000) * metric(`${prefix}mistake_ms`)
        expect(metric(`${prefix}query_accuracy`), `seed ${seed}`).toBeCloseTo(1 - wrong, 12)
      }
    }
  })

  it('errs less by phi than by the timeout when links get slow, and finds the crash sooner once they are good', () => {
    const runs = Array.from({ length: 20 }, (_, seed) =>
      metricOf(runWith(scenario, seed + 1, [], { faults: [] })),
    )
    for (const metric of runs) {
      expect(metric('phi.mistakes_per_min')).toBeLessThan(metric('mistakes_per_min'))
      expect(metric('phi.detection_ms')).toBeLessThan(metric('detection_ms'))
    }
  })

  it('trades detection time for mistakes by the timeout and by the threshold', () => {
    const [short, long] = ['timeout_ms=150', 'timeout_ms=600'].map((one) =>
      metricOf(runWith(scenario, 1, [one])),
    )
    expect(long?.('detection_ms')).toBeGreaterThan((short?.('detection_ms') ?? 0) + 400)
    expect(long?.('mistakes_per_min')).toBeLessThan(short?.('mistakes_per_min') ?? 0)
    const [low, high] = ['phi_threshold=1', 'phi_threshold=12'].map((one) =>
      metricOf(runWith(scenario, 1, [one])),
    )
    expect(high?.('phi.detection_ms')).toBeGreaterThan(low?.('phi.detection_ms') ?? 0)
    expect(high?.('phi.mistakes_per_min')).toBeLessThan(low?.('phi.mistakes_per_min') ?? 0)
  })
})

import { describe, expect, it } from 'vitest'
import { scenario } from '../../../src/simulation/scenarios/pub-sub/scenario.ts'
import { itHoldsAndNotices } from '../helpers/protocol-contract.ts'
import { runWith } from '../helpers/scenario-contract.ts'

const skipped = ['no-skip', 'key-order', 'at-least-once']

describe('the pub-sub simulation', () => {
  itHoldsAndNotices(scenario, {
    seeds: 100,
    randomSettings: 50,
    ranges: {
      duration_ms: [1000, 6000],
      rate_per_s: [0.1, 50],
      partitions: [1, 12],
      groups: [1, 3],
      consumers: [1, 5],
      poll_ms: [5, 500],
      session_ms: [60, 3000],
      latency_min_ms: [1, 30],
      latency_max_ms: [1, 60],
    },
    alsoBroken: {
      'commits-first': skipped,
      'commits-highest': skipped,
      'no-fencing': skipped,
      'forgets-generation': [...skipped, 'fenced'],
    },
  })

  it('repeats work when the acknowledgement comes after it, and misses work when it comes before', () => {
    const sums = [1, 0].map((after) => {
      let repeated = 0
      let missed = 0
      for (let seed = 1; seed <= 15; seed += 1) {
        const { metrics, violations } = runWith(scenario, seed, [`ack_after=${after}`])
        expect(violations).toEqual([])
        repeated += metrics['repeated'] ?? 0
        missed += metrics['missed'] ?? 0
      }
      return { repeated, missed }
    })
    const [late, early] = sums
    expect(late?.repeated).toBeGreaterThan(2 * (early?.repeated ?? 0))
    expect(early?.missed).toBeGreaterThan(3 * (late?.missed ?? 0))
  })

  it('gives every message to every group when nothing fails', () => {
    const { metrics } = runWith(scenario, 1, ['failures=0'], { faults: [] })
    expect(metrics['repeated']).toBe(0)
    expect(metrics['missed']).toBeLessThan(5)
    expect(metrics['fenced_commits']).toBe(0)
  })

  it('cannot use more consumers than there are partitions', () => {
    const lag = (partitions: number) =>
      runWith(scenario, 1, [`partitions=${partitions}`, 'in_flight=1', 'rate_per_s=120', 'keys=100'], {
        faults: [],
      }).metrics['lag'] ?? 0
    expect(lag(1)).toBeGreaterThan(5 * lag(6))
  })

  it('takes the same steps on every engine', () => {
    expect(runWith(scenario, 1).traceHash).toBe('022251e47ba41386')
    expect(runWith(scenario, Number.MAX_SAFE_INTEGER).traceHash).toBe('e770f017d30ceee7')
  })
})

describe('acknowledgement before the work', () => {
  it('promises no order: a consumer that wakes up finishes what its successor has gone past', () => {
    const pause = { kind: 'pause', node: 1, atUs: 3_000_000, durationUs: 2_000_000 } as const
    const settings = ['ack_after=0', 'rate_per_s=100']
    expect(runWith(scenario, 1, settings, { faults: [pause] }).violations).toEqual([])
  })
})

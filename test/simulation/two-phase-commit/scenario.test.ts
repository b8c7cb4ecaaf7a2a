import { describe, expect, it } from 'vitest'
import { scenario } from '../../../src/simulation/scenarios/two-phase-commit/scenario.ts'
import { itHoldsAndNotices } from '../helpers/protocol-contract.ts'
import { runWith } from '../helpers/scenario-contract.ts'

const split = ['agreement', 'answer-holds', 'money-conserved', 'commit-needs-all', 'no-overdraft']
const mean = (values: readonly number[]) => values.reduce((sum, one) => sum + one, 0) / values.length

describe('the two-phase-commit simulation', () => {
  itHoldsAndNotices(scenario, {
    seeds: 200,
    randomSettings: 100,
    ranges: {
      duration_ms: [1000, 6000],
      rate_per_s: [0.1, 40],
      participants: [2, 8],
      vote_timeout_ms: [5, 1000],
      doubt_timeout_ms: [20, 1000],
      latency_min_ms: [1, 100],
      latency_max_ms: [1, 200],
    },
    alsoBroken: {
      'decides-alone': split,
      'commit-not-logged': split,
      'forgets-vote': split,
      'silence-is-yes': split,
      'forgets-too-soon': split,
      'corrects-itself': split,
      'forgets-abort': split,
    },
  })

  it('blocks a participant that voted yes until the coordinator is back, and no cooperation helps when all are in doubt', () => {
    const crash = { kind: 'crash', node: 0, disk: 'kept', atUs: 2_000_000, durationUs: 3_000_000 } as const
    const longest = [0, 1].map((cooperative) => {
      const runs = Array.from({ length: 20 }, (_, n) =>
        runWith(scenario, n + 1, [`cooperative=${cooperative}`], { faults: [crash] }),
      )
      expect(runs.flatMap(({ violations }) => violations)).toEqual([])
      return runs.map(({ metrics }) => metrics['longest_blocked'] ?? 0)
    })
    expect(Math.max(...(longest[0] ?? []))).toBeGreaterThan(2900)
    expect(Math.max(...(longest[1] ?? []))).toBeGreaterThan(2900)
  })

  it('lets a participant in doubt learn of a decision from another when the coordinator is cut off', () => {
    const cut = {
      kind: 'partition',
      side: [0, 1],
      oneWay: false,
      atUs: 2_000_000,
      durationUs: 4_000_000,
    } as const
    const rate = (cooperative: number) =>
      mean(
        Array.from({ length: 20 }, (_, n) =>
          runWith(scenario, n + 1, [`cooperative=${cooperative}`, 'rate_per_s=100'], { faults: [cut] }),
        ).map(({ metrics }) => metrics['blocked'] ?? 0),
      )
    expect(rate(1)).toBeLessThan(rate(0))
  })

  it('needs fewer messages with presumed abort, because nobody confirms an abort', () => {
    const messages = (presumed: number) =>
      runWith(scenario, 1, [`presumed_abort=${presumed}`, 'accounts=2'], { faults: [] }).metrics[
        'messages'
      ] ?? 0
    expect(messages(1)).toBeLessThan(messages(0))
  })

  it('takes the same steps on every engine', () => {
    expect(runWith(scenario, 1).traceHash).toBe('03189c8c6eff9b02')
    expect(runWith(scenario, Number.MAX_SAFE_INTEGER).traceHash).toBe('96a4f55ae2579af7')
  })
})

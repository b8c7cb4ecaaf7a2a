import { describe, expect, it } from 'vitest'
import { before, receive, tick } from '../../../src/simulation/scenarios/hybrid-logical-clock/clocks.ts'
import { scenario } from '../../../src/simulation/scenarios/hybrid-logical-clock/scenario.ts'
import { itHoldsAndNotices } from '../helpers/protocol-contract.ts'
import { runWith, weakSeeds } from '../helpers/scenario-contract.ts'

const RIGHT = { resolutionUs: 1, mistake: undefined }

describe('the hybrid-logical-clock simulation', () => {
  itHoldsAndNotices(scenario, {
    seeds: 200,
    randomSettings: 150,
    ranges: { duration_ms: [1000, 6000], rate_per_s: [0.1, 100], nodes: [2, 12] },
    alsoBroken: Object.fromEntries(
      scenario.mutants.map(({ id }) => [id, ['causality', 'monotone', 'close']]),
    ),
  })

  it('comes across all its goals in nearly every run, the first among them', () => {
    expect(weakSeeds(scenario, 60)).toEqual([59])
  })

  it('counts when the physical time is no later, and starts from 0 when it is', () => {
    expect(tick({ l: 10, c: 2 }, 10, RIGHT)).toEqual({ l: 10, c: 3 })
    expect(tick({ l: 10, c: 2 }, 9, RIGHT)).toEqual({ l: 10, c: 3 })
    expect(tick({ l: 10, c: 2 }, 11, RIGHT)).toEqual({ l: 11, c: 0 })
  })

  it('takes the highest of its own time, that of the message and the physical one, with the counter that belongs to it', () => {
    expect(receive({ l: 10, c: 2 }, { l: 10, c: 5 }, 10, RIGHT)).toEqual({ l: 10, c: 6 })
    expect(receive({ l: 10, c: 2 }, { l: 9, c: 5 }, 9, RIGHT)).toEqual({ l: 10, c: 3 })
    expect(receive({ l: 9, c: 2 }, { l: 10, c: 5 }, 9, RIGHT)).toEqual({ l: 10, c: 6 })
    expect(receive({ l: 9, c: 2 }, { l: 10, c: 5 }, 11, RIGHT)).toEqual({ l: 11, c: 0 })
    expect(before({ l: 9, c: 9 }, { l: 10, c: 0 })).toBe(true)
  })

  it('shows messages received before they were sent only where clocks are wrong', () => {
    const reversed = (error: number) =>
      runWith(scenario, 1, [`clock_error_ms=${error}`, 'resolution_ms=0.001'], { faults: [] }).metrics[
        'reversed'
      ]
    expect(reversed(0)).toBe(0)
    expect(reversed(50)).toBeGreaterThan(100)
  })

  it('orders events that are far apart, which Lamport clocks cannot where sites seldom talk', () => {
    const { metrics } = runWith(scenario, 1, [], { faults: [] })
    expect(metrics['disorder_hybrid']).toBe(0)
    expect(metrics['disorder_lamport']).toBeGreaterThan(0.03)
    const talkative = runWith(scenario, 1, ['cross_share=1'], { faults: [] }).metrics
    expect(talkative['disorder_lamport']).toBeLessThan((metrics['disorder_lamport'] ?? 0) / 3)
  })

  it('takes the same steps on every engine', () => {
    expect(runWith(scenario, 1).traceHash).toBe('81d3a490a67905bb')
    expect(runWith(scenario, Number.MAX_SAFE_INTEGER).traceHash).toBe('cdb21dd41a5d4b6e')
  })
})

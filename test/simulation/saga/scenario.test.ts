import { describe, expect, it } from 'vitest'
import { scenario } from '../../../src/simulation/scenarios/saga/scenario.ts'
import { itHoldsAndNotices } from '../helpers/protocol-contract.ts'
import { runWith } from '../helpers/scenario-contract.ts'

const half = ['ends', 'answer-holds', 'reverse-order']

describe('the saga simulation', () => {
  itHoldsAndNotices(scenario, {
    seeds: 200,
    randomSettings: 100,
    ranges: {
      duration_ms: [1000, 6000],
      rate_per_s: [0.1, 40],
      retry_ms: [20, 1000],
      latency_min_ms: [1, 50],
      latency_max_ms: [1, 100],
      steps: [1, 6],
      items: [1, 100],
    },
    alsoBroken: { 'does-twice': half, 'lets-late-steps-in': half, 'gives-up-undo': half },
  })

  it('completes every saga when nothing fails and there is enough of everything', () => {
    const { metrics } = runWith(scenario, 1, ['refusals=0', 'stock=1000'], { faults: [] })
    expect([metrics['completion_rate'], metrics['dirty_reads'], metrics['compensated']]).toEqual([1, 0, 0])
  })

  it('compensates every saga when each is refused somewhere', () => {
    const { metrics } = runWith(scenario, 1, ['refusals=1'], { faults: [] })
    expect([metrics['completed'], metrics['completion_rate']]).toEqual([0, 0])
  })

  it('shows others more of what is taken back, the more sagas share an item', () => {
    const dirty = (items: number) =>
      runWith(scenario, 1, [`items=${items}`, 'stock=1000', 'rate_per_s=100'], { faults: [] }).metrics[
        'dirty_reads'
      ] ?? 0
    expect(dirty(1)).toBeGreaterThan(5 * dirty(20))
    expect(dirty(20)).toBeGreaterThan(0)
  })

  it('takes the same steps on every engine', () => {
    expect(runWith(scenario, 1).traceHash).toBe('19ba36e1c40388b8')
    expect(runWith(scenario, Number.MAX_SAFE_INTEGER).traceHash).toBe('7343f9a07c0662d8')
  })
})

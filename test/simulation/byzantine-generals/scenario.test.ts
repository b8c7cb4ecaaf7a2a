import { describe, expect, it } from 'vitest'
import { scenario } from '../../../src/simulation/scenarios/byzantine-generals/scenario.ts'
import { itHoldsAndNotices } from '../helpers/protocol-contract.ts'
import { runWith } from '../helpers/scenario-contract.ts'

describe('the byzantine-generals simulation', () => {
  itHoldsAndNotices(scenario, {
    hashes: { 1: '6e833c93926ed222', 2: 'ced23c6dc25a148a' },
    seeds: 60,
    randomSettings: 100,
    ranges: { generals: [2, 8], depth: [0, 2], battles: [1, 10], latency_max_ms: [1, 100] },
    alsoBroken: {
      'one-round-too-few': ['ic2'],
      'ignores-missing': ['ic2'],
      'forgets-path': ['ic1'],
      'first-speaker-wins': ['ic2'],
    },
  })

  it('sends as many messages as OM(m) does when nobody lies', () => {
    const { metrics } = runWith(scenario, 1, ['generals=7', 'traitors=0', 'depth=2', 'battles=3'])
    expect(metrics['messages']).toBe(3 * (6 + 6 * 5 + 6 * 5 * 4))
  })

  it('disagrees where three generals have a traitor, and calls it no breach of what was promised', () => {
    const { metrics, violations } = runWith(scenario, 1, ['generals=3', 'traitors=1', 'depth=1'])
    expect(metrics['disobeyed']).toBeGreaterThan(0)
    expect(violations).toEqual([])
  })

  it('draws other traitors with another seed', () => {
    const traitors = (seed: number) =>
      runWith(scenario, seed, [], { tracing: true })
        .trace?.changes.filter(({ view }) => view.role === 'traitor')
        .map(({ node }) => node)
    expect(new Set(traitors(1)).size).toBe(2)
    expect(new Set([1, 2, 3, 4, 5].map((seed) => String([...new Set(traitors(seed))]))).size).toBeGreaterThan(
      1,
    )
  })
})

describe('more rounds than traitors', () => {
  it('are promised nothing without a general more for each, as Lemma 1 has it', () => {
    for (let seed = 1; seed <= 20; seed += 1) {
      const broken = (...settings: string[]) => runWith(scenario, seed, settings).violations
      expect(broken('depth=3'), `seed ${seed}`).toEqual([])
      expect(broken('depth=3', 'generals=8'), `seed ${seed}`).toEqual([])
    }
  })
})

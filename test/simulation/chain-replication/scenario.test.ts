import { describe, expect, it } from 'vitest'
import { firstConfig, Place } from '../../../src/simulation/scenarios/chain-replication/config.ts'
import { scenario } from '../../../src/simulation/scenarios/chain-replication/scenario.ts'
import { itHoldsAndNotices } from '../helpers/protocol-contract.ts'
import { runWith } from '../helpers/scenario-contract.ts'

const lost = ['update-propagation', 'on-whole-chain', 'acknowledged-survives', 'linearizable']

const crash = (node: number) =>
  ({ kind: 'crash', node, disk: 'unsynced-lost', atUs: 3_000_000, durationUs: 3_000_000 }) as const

describe('the simulation of chain replication', () => {
  it('takes the same steps on every engine', () => {
    const hashes = [1, 2, 3].map((seed) => runWith(scenario, seed).traceHash)
    expect(hashes).toEqual(['10c29c3ce309faae', '3b8484a3c6128e20', 'dbe0c0759ab948eb'])
  })

  itHoldsAndNotices(scenario, {
    seeds: 100,
    randomSettings: 100,
    ranges: {
      duration_ms: [100, 10_000],
      rate_per_s: [0.1, 50],
      servers: [1, 7],
      clients: [1, 4],
      heartbeat_ms: [10, 500],
      resend_ms: [10, 1000],
      retry_ms: [20, 1000],
    },
    alsoBroken: {
      'head-answers': lost,
      'serves-before-handover': lost,
      'applies-twice': [...lost, 'recovers'],
      'executes-twice': lost,
      'passes-on-before-sync': [...lost, 'recovers'],
    },
  })

  it.each([
    ['head', 0],
    ['middle', 1],
    ['tail', 3],
  ] as const)('takes out a crashed %s and lets it in again at the tail', (where, node) => {
    const { violations, coverage, metrics } = runWith(scenario, 1, [], { faults: [crash(node)] })
    expect(violations).toEqual([])
    expect(coverage[`${where}-removed`]).toBe(1)
    expect(metrics).toMatchObject({ removed: 1, joined: 1, operations_failed: 0, operations_unknown: 0 })
  })

  it('takes longer for a write the longer the chain is', () => {
    const p50 = (servers: number) =>
      runWith(scenario, 1, [`servers=${servers}`, 'read_share=0'], { faults: [] }).metrics['p50'] ?? 0
    expect(p50(3)).toBeGreaterThan(35)
    expect(p50(7)).toBeGreaterThan(p50(3) + 35)
  })

  it('waits for the last server that has everything', () => {
    const faults = [crash(0), crash(1), crash(2), crash(3)]
    const { violations, metrics } = runWith(scenario, 1, [], { faults })
    expect(violations).toEqual([])
    expect(metrics['operations_unknown']).toBeGreaterThan(20)
  })
})

describe('the place in a chain', () => {
  const config = { ...firstConfig(3), joining: { server: 3, since: 5 } }

  it('is between predecessor and successor; the joining server comes behind the tail', () => {
    expect(new Place(0, config)).toMatchObject({
      role: 'head',
      predecessor: undefined,
      successor: { server: 1 },
    })
    expect(new Place(1, config)).toMatchObject({ role: 'middle', predecessor: 0, successor: { server: 2 } })
    expect(new Place(2, config)).toMatchObject({ role: 'tail', predecessor: 1, successor: { server: 3 } })
    expect(new Place(3, config)).toMatchObject({ role: 'joining', predecessor: 2, successor: undefined })
    expect(new Place(9, config)).toMatchObject({ role: 'out', predecessor: undefined, successor: undefined })
  })
})

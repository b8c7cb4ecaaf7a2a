import { describe, expect, it } from 'vitest'
import type { Fault } from '../../../src/simulation/kernel/fault.ts'
import { scenario } from '../../../src/simulation/scenarios/raft/scenario.ts'
import { itHoldsAndNotices } from '../helpers/protocol-contract.ts'
import { runWith } from '../helpers/scenario-contract.ts'

const lostCommits = [
  'leader-completeness',
  'state-machine-safety',
  'answered-is-committed',
  'real-time-order',
  'counted-is-stored',
]
const everything = scenario.invariants.map(({ id }) => id)

describe('the raft simulation', () => {
  itHoldsAndNotices(scenario, {
    seeds: 300,
    randomSettings: 100,
    ranges: {
      servers: [1, 9],
      heartbeat_ms: [5, 100],
      election_timeout_ms: [120, 600],
      latency_min_ms: [1, 20],
      latency_max_ms: [1, 30],
      rate_per_s: [0.1, 50],
      operation_timeout_ms: [500, 2000],
      duration_ms: [1000, 8000],
    },
    alsoBroken: {
      'votes-twice': everything,
      'wrong-majority': everything,
      'ignores-log-in-vote': everything,
      'commits-old-terms': lostCommits,
      'acknowledges-before-sync': [...lostCommits, 'recovers'],
      'truncates-blindly': lostCommits,
      'answers-before-commit': ['real-time-order'],
      'skips-consistency-check': everything,
      'keeps-match-index': lostCommits,
    },
    from: { 'commits-old-terms': 2440, 'keeps-match-index': 300 },
  })

  it('takes the same steps on every engine', () => {
    const hashes = [1, 2, Number.MAX_SAFE_INTEGER].map((seed) => runWith(scenario, seed).traceHash)
    expect(hashes).toEqual(['51e6119b1a3a3805', '1586d6646a4a4ca5', '49c18ab9baae6160'])
  })

  it('elects one leader and answers everything when nothing fails', () => {
    const { metrics, coverage } = runWith(scenario, 1, ['read_share=0'], { faults: [] })
    expect(coverage['leader-elected']).toBe(1)
    expect(metrics['operations_unknown']).toBe(0)
    expect(metrics['committed']).toBe((metrics['operations_ok'] ?? 0) + 1)
  })

  it('answers nobody without a majority and everybody with one', () => {
    const crash = (node: number): Fault => ({
      kind: 'crash',
      node,
      disk: 'kept',
      atUs: 1,
      durationUs: 20_000_000,
    })
    const minority = runWith(scenario, 1, [], { faults: [0, 1, 2].map(crash) })
    expect(minority.metrics['operations_ok']).toBe(0)
    const majority = runWith(scenario, 1, [], { faults: [0, 1].map(crash) })
    expect(majority.metrics['availability']).toBeGreaterThan(0.5)
  })

  it('replaces a leader that is cut off, which steps down when it hears of the new term', () => {
    const { trace } = runWith(scenario, 1, [], { faults: [], tracing: true })
    const leader = trace?.notes.find(({ text }) => text.startsWith('becomes leader'))?.node ?? -1
    const cut: Fault = { kind: 'partition', side: [leader], atUs: 2_000_000, durationUs: 3_000_000 }
    const { coverage, violations, trace: after } = runWith(scenario, 1, [], { faults: [cut], tracing: true })
    expect(violations).toEqual([])
    expect(coverage['leader-elected']).toBe(2)
    const down = after?.notes.find(({ text }) => text.includes('steps down'))
    expect(down?.node).toBe(leader)
    expect(down?.atUs).toBeGreaterThan(5_000_000)
  })

  it('tells how two leaders came to be in one term', () => {
    const run = runWith(scenario, 1, [], { mutant: 'votes-twice', tracing: true })
    const story = run.violations.find(({ invariant }) => invariant === 'election-safety')?.story ?? []
    expect(story.length).toBeLessThanOrEqual(20)
    expect(story.at(-1)).toBe('broken: at most one leader is elected in a term')
    expect(story.filter((line) => line.includes('votes for')).length).toBeGreaterThanOrEqual(4)
    expect(story.filter((line) => line.includes('becomes leader of term 1'))).toHaveLength(2)
  })
})

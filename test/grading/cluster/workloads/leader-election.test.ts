import { describe, expect, it } from 'vitest'
import { leaderElection } from '../../../../src/grading/cluster/workloads/leader-election.ts'
import { castOf } from './helpers/cast.ts'
import { failures, gradeNode } from './helpers/cluster.ts'

describe('the workload leader-election', { timeout: 30_000, retry: 2 }, () => {
  it('passes a leader that beats in the store', async () => {
    const result = await gradeNode('leader-election', 'leader.mjs', 'right', { settleMs: 1200 })
    expect(failures(result)).toEqual([])
    expect(result.verdict).toBe('pass')
  })

  it.concurrent.each([
    ['same-term', /history: In term 1 .* at most one leader/],
    ['static', /history: "n0" was cut off .* never told of another/],
    ['nobody', /history: .* who leads when all faults were over, and was never told/],
  ])('fails a node that is wrong: %s', async (deed, words) => {
    const [first] = failures(await gradeNode('leader-election', 'leader.mjs', deed))
    expect(first).toMatch(words)
  })
})

describe('clients of an election', () => {
  it('take out the leader on whom all agree, and ask on until the others agree on another', () => {
    const asking = leaderElection.ask(castOf())
    const tell = (worker: number, leader: string, term: number) => {
      const value = new Map<string, string | number>([
        ['term', term],
        ['leader', leader],
      ])
      asking.told?.(worker, { f: 'leader', value: `n${worker}` }, { outcome: 'ok', value })
    }
    expect(asking.final?.(0, 0)).toEqual({ f: 'leader', value: 'n0' })
    for (const worker of [0, 1]) tell(worker, 'n0', 1)
    tell(2, 'n1', 2)
    expect(asking.final?.(0, 1)?.f).toBe('leader')
    for (const worker of [0, 1]) tell(worker, 'n1', 2)
    expect(asking.final?.(2, 1)?.f).toBe('leader')
    expect(asking.final?.(0, 2)).toEqual({
      f: 'isolate',
      value: new Map<string, unknown>([
        ['node', 'n1'],
        ['from', ['n0', 'n2']],
      ]),
    })
    expect(asking.final?.(1, 2)).toBeUndefined()
    expect(asking.final?.(2, 2)?.f).toBe('leader')
    for (const worker of [0, 2]) tell(worker, 'n2', 3)
    expect(asking.final?.(0, 3)).toBeUndefined()
    expect(asking.final?.(2, 3)).toBeUndefined()
  })

  it('cut the node off from all others and from the services', () => {
    const cuts: (readonly [string, string])[] = []
    const value = new Map<string, string | string[]>([
      ['node', 'n1'],
      ['from', ['n0']],
    ])
    leaderElection.deeds?.['isolate']?.(value, { cut: (pairs) => cuts.push(...pairs) })
    expect(cuts).toContainEqual(['n1', 'n0'])
    expect(cuts).toContainEqual(['n0', 'n1'])
    expect(cuts).toContainEqual(['n1', 'lin-kv'])
    expect(cuts).toContainEqual(['lin-tso', 'n1'])
  })
})

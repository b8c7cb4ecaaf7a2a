import { describe, expect, it } from 'vitest'
import { twoPhaseCommit } from '../../../../src/grading/cluster/workloads/two-phase-commit.ts'
import { castOf } from './helpers/cast.ts'
import { failures, gradeNode } from './helpers/cluster.ts'

describe('the workload two-phase-commit', { timeout: 30_000, retry: 2 }, () => {
  it('passes decisions that are made once', async () => {
    const result = await gradeNode('two-phase-commit', 'commit.mjs', 'right')
    expect(failures(result)).toEqual([])
    expect(result.verdict).toBe('pass')
  })

  it.concurrent.each([
    ['half', /history: Transaction .* (all or none|a decision never changes)/],
    ['ignores-votes', /history: Transaction .* although .* voted no/],
    ['blocks', /history: Transaction .* still waits for a decision/],
  ])('fails a node that is wrong: %s', async (deed, words) => {
    const [first] = failures(await gradeNode('two-phase-commit', 'commit.mjs', deed))
    expect(first).toMatch(words)
  })
})

describe('a client of transactions', () => {
  it('is never satisfied with a cluster that aborts everything', async () => {
    expect((await gradeNode('two-phase-commit', 'commit.mjs', 'always-aborts')).verdict).toBe('weak')
  })

  it('names two or three nodes, of which at most one votes no', () => {
    const asking = twoPhaseCommit.ask(castOf())
    let refused = 0
    for (let turn = 0; turn < 200; turn += 1) {
      const ask = asking.next(turn % 3)
      if (ask === 'crash' || !(ask.value instanceof Map)) continue
      const votes = [...(ask.value.get('votes') as ReadonlyMap<string, boolean>)]
      expect([2, 3]).toContain(new Set(votes.map(([node]) => node)).size)
      const no = votes.filter(([, vote]) => !vote).length
      expect(no).toBeLessThan(2)
      refused += no
    }
    expect(refused).toBeGreaterThan(20)
  })

  it('reads in the end until its node waits for nothing', () => {
    const asking = twoPhaseCommit.ask(castOf())
    const read = asking.final?.(1, 0)
    const tell = (state: string) =>
      asking.told?.(1, read as never, {
        outcome: 'ok',
        value: new Map([['states', new Map([['t0', state]])]]),
      })
    tell('prepared')
    expect(asking.final?.(1, 1)).toEqual({ f: 'read', value: 'n1' })
    tell('abort')
    expect(asking.final?.(1, 2)).toBeUndefined()
  })
})

import { describe, expect, it } from 'vitest'
import { membership } from '../../../../src/grading/cluster/workloads/membership.ts'
import { castOf } from './helpers/cast.ts'
import { failures, gradeNode } from './helpers/cluster.ts'

describe('the workload membership', { timeout: 30_000, retry: 2 }, () => {
  it('passes nodes that hear each other', async () => {
    const result = await gradeNode('membership', 'members.mjs', 'right', { settleMs: 1200 })
    expect(failures(result)).toEqual([])
    expect(result.verdict).toBe('pass')
  })

  it.concurrent.each([
    ['optimist', /history: .* among the living, .* although .* had been cut off/],
    ['pessimist', /history: .* did not name .* among the living/],
    ['stranger', /history: .* named "n77" .* which is no node/],
  ])('fails a node that is wrong: %s', async (deed, words) => {
    const [first] = failures(await gradeNode('membership', 'members.mjs', deed))
    expect(first).toMatch(words)
  })
})

describe('a client of members', () => {
  it('takes one node out when all have named all, and asks the others until they leave it out', () => {
    const asking = membership.ask(castOf())
    const all = ['n0', 'n1', 'n2']
    const tell = (worker: number, alive: readonly string[]) =>
      asking.told?.(worker, { f: 'members', value: `n${worker}` }, { outcome: 'ok', value: alive })
    for (const worker of [0, 1, 2]) expect(asking.final?.(worker, 0)?.f).toBe('members')
    for (const worker of [0, 1]) tell(worker, all)
    tell(2, ['n2'])
    for (const worker of [0, 1, 2]) expect(asking.final?.(worker, 1)?.f).toBe('members')
    tell(2, all)
    const asked = [0, 1, 2].map((worker) => asking.final?.(worker, 2))
    const out = asked.find((ask) => ask?.f === 'isolate')?.value as ReadonlyMap<string, string>
    const victim = out.get('node') ?? ''
    const others = [0, 1, 2].filter((worker) => `n${worker}` !== victim)
    for (const worker of others) tell(worker, all)
    for (const worker of others) expect(asking.final?.(worker, 3)?.f).toBe('members')
    const left = all.filter((one) => one !== victim)
    for (const worker of others) tell(worker, left)
    for (const worker of [0, 1, 2]) expect(asking.final?.(worker, 4)).toBeUndefined()
  })
})

import { describe, expect, it } from 'vitest'
import { failures, gradeNode } from './helpers/cluster.ts'

describe('the workload quorum-store', { timeout: 30_000, retry: 2 }, () => {
  it('passes majorities with timestamps', async () => {
    const result = await gradeNode('quorum-store', 'quorum.mjs', 'right', {
      latency: { meanMs: 20, distribution: 'exponential' },
    })
    expect(failures(result)).toEqual([])
    expect(result.verdict).toBe('pass')
  })

  it.concurrent.each([
    ['one-copy', /history: No order of the operations of key/],
    ['same-stamp', /history: No order of the operations of key/],
  ])('fails a node that is wrong: %s', async (deed, words) => {
    const [first] = failures(
      await gradeNode('quorum-store', 'quorum.mjs', deed, {
        ...{ rate: 160, timeLimitMs: 1500 },
        latency: { meanMs: 20, distribution: 'exponential' },
      }),
    )
    expect(first).toMatch(words)
  })
})

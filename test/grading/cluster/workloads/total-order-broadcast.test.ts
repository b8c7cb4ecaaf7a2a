import { describe, expect, it } from 'vitest'
import { failures, gradeNode } from './helpers/cluster.ts'

describe('the workload total-order-broadcast', { timeout: 30_000, retry: 2 }, () => {
  it('passes a log in the store', async () => {
    const result = await gradeNode('total-order-broadcast', 'ordered.mjs', 'total')
    expect(failures(result)).toEqual([])
    expect(result.verdict).toBe('pass')
  })

  it.concurrent.each([
    ['total-by-arrival', /history: .* its log/],
    ['total-skips', /history: .* its log/],
  ])('fails a node that is wrong: %s', async (deed, words) => {
    const [first] = failures(await gradeNode('total-order-broadcast', 'ordered.mjs', deed))
    expect(first).toMatch(words)
  })
})

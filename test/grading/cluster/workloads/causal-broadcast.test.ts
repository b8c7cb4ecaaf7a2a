import { describe, expect, it } from 'vitest'
import { failures, gradeNode } from './helpers/cluster.ts'

describe('the workload causal-broadcast', { timeout: 30_000, retry: 2 }, () => {
  it('passes messages that wait for those before them', async () => {
    const result = await gradeNode('causal-broadcast', 'ordered.mjs', 'causal')
    expect(failures(result)).toEqual([])
    expect(result.verdict).toBe('pass')
  })

  it.concurrent.each([
    ['causal-late-relay', /history: .* delivered \d+ (before|without) \d+/],
    ['causal-forgets', /history: .* delivered \d+ without \d+/],
  ])('fails a node that is wrong: %s', async (deed, words) => {
    const [first] = failures(await gradeNode('causal-broadcast', 'ordered.mjs', deed))
    expect(first).toMatch(words)
  })
})

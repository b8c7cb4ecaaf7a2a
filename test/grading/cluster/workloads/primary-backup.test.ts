import { describe, expect, it } from 'vitest'
import { failures, gradeNode } from './helpers/cluster.ts'

describe('the workload primary-backup', { timeout: 30_000, retry: 2 }, () => {
  it.concurrent('passes a primary whose backups have all that it acknowledged, when it is killed', async () => {
    const result = await gradeNode('primary-backup', 'primary.mjs', 'right', {
      nemesis: ['kill'],
      nemesisIntervalMs: 900,
      seed: 69,
      timeLimitMs: 2000,
      rate: 100,
    })
    expect(failures(result)).toEqual([])
    expect(result.verdict).toBe('pass')
  })

  it.concurrent.each([
    ['old-reads', /history: No order of the operations of key/],
    ['amnesia', /history: No order of the operations of key/],
  ])('fails a node that is wrong: %s', async (deed, words) => {
    const [first] = failures(
      await gradeNode('primary-backup', 'primary.mjs', deed, {
        nemesis: ['kill'],
        nemesisIntervalMs: 900,
        seed: 69,
        timeLimitMs: 2000,
        rate: 100,
      }),
    )
    expect(first).toMatch(words)
  })
})

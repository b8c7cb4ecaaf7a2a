import { describe, expect, it } from 'vitest'
import { lock } from '../../../../src/grading/cluster/workloads/lock.ts'
import { castOf } from './helpers/cast.ts'
import { failures, gradeNode } from './helpers/cluster.ts'

describe('the workload lock', { timeout: 30_000, retry: 2 }, () => {
  it('passes locks in the store', async () => {
    const result = await gradeNode('lock', 'lock.mjs', 'right', { settleMs: 1000 })
    expect(failures(result)).toEqual([])
    expect(result.verdict).toBe('pass')
  })

  it.concurrent.each([
    ['no-exclusion', /history: .* was granted the lock while .* held it/],
    ['same-token', /history: .* token \d+/],
    ['no-fence', /history: The store accepted token \d+ .* after it had accepted/],
  ])('fails a node that is wrong: %s', async (deed, words) => {
    const [first] = failures(await gradeNode('lock', 'lock.mjs', deed, { settleMs: 1000 }))
    expect(first).toMatch(words)
  })
})

describe('a client of locks', () => {
  it('is a new owner in each request, so that none is confused with an earlier one', () => {
    const asking = lock.ask(castOf())
    const owners = Array.from({ length: 50 }, () => asking.next(0)).map((ask) =>
      ask === 'crash' || !(ask.value instanceof Map) ? ask : ask.value.get('owner'),
    )
    expect(new Set(owners).size).toBe(50)
  })

  it('writes and releases with the token that it was given, and crashes now and then', () => {
    const asking = lock.ask(castOf())
    const seen = new Set<string>()
    for (let turn = 0; turn < 200; turn += 1) {
      const ask = asking.next(0)
      seen.add(ask === 'crash' ? ask : ask.f)
      if (ask === 'crash' || !(ask.value instanceof Map)) continue
      if (ask.f === 'acquire') {
        asking.told?.(0, ask, { outcome: 'ok', value: new Map([...ask.value, ['token', turn]]) })
      } else {
        expect(ask.value.get('token')).toBeLessThan(turn)
        asking.told?.(0, ask, { outcome: 'ok', value: ask.value })
      }
    }
    expect([...seen].sort()).toEqual(['acquire', 'crash', 'release', 'write'])
  })

  it('asks in the end until it is granted a lock', () => {
    const asking = lock.ask(castOf())
    const ask = asking.final?.(2, 0)
    expect(ask?.value).toEqual(
      new Map<string, unknown>([
        ['lock', 'last 2'],
        ['owner', 'o0'],
        ['lease_ms', 800],
      ]),
    )
    asking.told?.(2, ask as never, { outcome: 'fail', value: null })
    expect(asking.final?.(2, 1)?.f).toBe('acquire')
    asking.told?.(2, ask as never, { outcome: 'ok', value: new Map([['token', 1]]) })
    expect(asking.final?.(2, 2)).toBeUndefined()
  })
})

import { describe, expect, it } from 'vitest'
import { crdtSequence } from '../../../../src/grading/cluster/workloads/crdt-sequence.ts'
import { castOf } from './helpers/cast.ts'
import { failures, gradeNode } from './helpers/cluster.ts'

describe('the workload crdt-sequence', { timeout: 30_000, retry: 2 }, () => {
  it('passes an RGA', async () => {
    const result = await gradeNode('crdt-sequence', 'sequence.mjs', 'right', {
      latency: { meanMs: 20, distribution: 'exponential' },
    })
    expect(failures(result)).toEqual([])
    expect(result.verdict).toBe('pass')
  })

  it.concurrent.each([
    ['at-the-end', /history: .* no order of the list/],
    ['by-arrival', /history: .* no order of the list/],
    ['forgets', /history: .* nobody tried to delete it: lost/],
  ])('fails a node that is wrong: %s', async (deed, words) => {
    const [first] = failures(
      await gradeNode('crdt-sequence', 'sequence.mjs', deed, {
        latency: { meanMs: 20, distribution: 'exponential' },
      }),
    )
    expect(first).toMatch(words)
  })
})

describe('a client of a list', () => {
  it('inserts between neighbours of what its node showed last', () => {
    const asking = crdtSequence.ask(castOf())
    asking.told?.(0, { f: 'read', value: null }, { outcome: 'ok', value: ['a', 'b', 'c'] })
    const pairs = new Set<string>()
    for (let turn = 0; turn < 200; turn += 1) {
      const ask = asking.next(0)
      if (ask === 'crash' || ask.f !== 'insert' || !(ask.value instanceof Map)) continue
      pairs.add(`${ask.value.get('after')} ${ask.value.get('before')}`)
    }
    expect([...pairs].sort()).toEqual(['a b', 'b c', 'c null', 'null a'])
  })

  it('keeps up with its own edits, and forgets what it saw when one of them is not certain', () => {
    const asking = crdtSequence.ask(castOf())
    const insert = (value: number, after: number | null) => ({
      f: 'insert',
      value: new Map([
        ['value', value],
        ['after', after],
      ]),
    })
    asking.told?.(0, insert(1, null), { outcome: 'ok', value: null })
    asking.told?.(0, insert(2, 1), { outcome: 'info', value: null })
    for (let turn = 0; turn < 50; turn += 1) {
      const ask = asking.next(0)
      if (ask !== 'crash' && ask.value instanceof Map) expect(ask.value.get('after')).toBeNull()
    }
  })

  it('reads in the end until all have read the same', () => {
    const asking = crdtSequence.ask(castOf())
    expect(asking.final?.(0, 0)?.f).toBe('read')
    const tell = (worker: number, ...values: string[]) =>
      asking.told?.(worker, { f: 'read', value: null }, { outcome: 'ok', value: values })
    for (const worker of [0, 1]) tell(worker, 'a', 'b')
    tell(2, 'b', 'a')
    expect(asking.final?.(0, 1)?.f).toBe('read')
    tell(2, 'a', 'b')
    expect(asking.final?.(0, 2)).toBeUndefined()
  })
})

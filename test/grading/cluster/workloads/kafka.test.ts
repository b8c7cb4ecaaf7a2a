import { describe, expect, it } from 'vitest'
import { kafka } from '../../../../src/grading/cluster/workloads/kafka.ts'
import { castOf } from './helpers/cast.ts'
import { failures, gradeNode } from './helpers/cluster.ts'

describe('the workload kafka', { timeout: 30_000, retry: 2 }, () => {
  it('passes logs in the store', async () => {
    const result = await gradeNode('kafka', 'kafka.mjs', 'right')
    expect(failures(result)).toEqual([])
    expect(result.verdict).toBe('pass')
  })

  it.concurrent.each([
    ['forgets', /history: .* nobody ever saw it: lost/],
    ['own-offsets', /history: Offset 0 of key .* has two messages/],
    ['skips', /history: .* skipped/],
  ])('fails a node that is wrong: %s', async (deed, words) => {
    const [first] = failures(await gradeNode('kafka', 'kafka.mjs', deed))
    expect(first).toMatch(words)
  })
})

describe('a client of kafka', () => {
  const none = new Map()

  it('first asks what was committed, and polls on from there', () => {
    const asking = kafka.ask(castOf())
    const first = asking.next(0)
    expect(first).toEqual({ f: 'list_committed_offsets', value: ['0', '1', '2', '3'] })
    asking.told?.(0, first as never, { outcome: 'ok', value: new Map([['1', 7]]) })
    expect(asking.final?.(0, 0)).toEqual({
      f: 'poll',
      value: [
        [
          'poll',
          new Map([
            ['0', 0],
            ['1', 7],
            ['2', 0],
            ['3', 0],
          ]),
        ],
      ],
    })
  })

  it('knows nothing after an operation of unknown outcome, as after a crash', () => {
    const asking = kafka.ask(castOf())
    const list = { f: 'list_committed_offsets', value: [] }
    asking.told?.(0, list, { outcome: 'ok', value: none })
    asking.told?.(0, { f: 'send', value: [['send', '0', 1]] }, { outcome: 'info', value: null })
    expect(asking.final?.(0, 3)?.f).toBe('list_committed_offsets')
  })

  it('polls in the end until it has seen the highest offset that was given', () => {
    const asking = kafka.ask(castOf())
    for (const worker of [0, 1]) {
      asking.told?.(worker, { f: 'list_committed_offsets', value: [] }, { outcome: 'ok', value: none })
    }
    asking.told?.(1, { f: 'send', value: [] }, { outcome: 'ok', value: [['send', '2', [50, 1]]] })
    expect(asking.final?.(0, 1)?.f).toBe('poll')
    const polled = (offset: number) => [['poll', new Map([['2', [[offset, 1]]]])]]
    asking.told?.(0, { f: 'poll', value: [] }, { outcome: 'ok', value: polled(49) })
    expect(asking.final?.(0, 2)?.f).toBe('poll')
    asking.told?.(0, { f: 'poll', value: [] }, { outcome: 'ok', value: polled(50) })
    expect(asking.final?.(0, 3)).toBeUndefined()
  })

  it('sends each message of a key once', () => {
    const asking = kafka.ask(castOf())
    asking.told?.(0, { f: 'list_committed_offsets', value: [] }, { outcome: 'ok', value: none })
    const sent = new Set<string>()
    let sends = 0
    for (let turn = 0; turn < 300; turn += 1) {
      const ask = asking.next(0)
      if (ask === 'crash')
        asking.told?.(0, { f: 'list_committed_offsets', value: [] }, { outcome: 'ok', value: none })
      if (ask === 'crash' || ask.f !== 'send') continue
      sends += 1
      sent.add(JSON.stringify(ask.value))
    }
    expect(sends).toBeGreaterThan(90)
    expect(sent.size).toBe(sends)
  })
})

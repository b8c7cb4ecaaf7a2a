import { describe, expect, it } from 'vitest'
import type { HistoryEvent } from '../../src/history/operation.ts'
import { pairOperations } from '../../src/history/pair.ts'

const event = (
  type: HistoryEvent['type'],
  process: number,
  f: string,
  value: HistoryEvent['value'] = null,
) => ({
  type,
  process,
  f,
  value,
})

describe('pairing the events of a history', () => {
  it('joins each invocation with its completion, in the order of invocations', () => {
    const operations = pairOperations([
      event('invoke', 0, 'read'),
      event('invoke', 1, 'write', 3),
      event('ok', 1, 'write', 3),
      event('ok', 0, 'read', 3),
    ])
    expect(operations).toMatchObject([
      { process: 0, f: 'read', input: null, output: 3, outcome: 'ok', call: 0, return: 3 },
      { process: 1, f: 'write', input: 3, output: 3, outcome: 'ok', call: 1, return: 2 },
    ])
  })

  it('never lets an operation end of which nobody knows whether it did', () => {
    const operations = pairOperations([
      event('invoke', 0, 'write', 1),
      event('invoke', 1, 'write', 2),
      event('info', 1, 'write', 2),
    ])
    expect(operations.map((one) => [one.outcome, one.return])).toEqual([
      ['info', Number.POSITIVE_INFINITY],
      ['info', Number.POSITIVE_INFINITY],
    ])
  })

  it('names the line of a completion that was never invoked', () => {
    expect(() => pairOperations([{ ...event('ok', 4, 'read'), line: 17 }])).toThrow(
      'line 17: process 4 completes read, which it has not invoked',
    )
  })

  it('names both lines when a process begins an operation before its first has ended', () => {
    const mixed = [
      { ...event('invoke', 0, 'read'), line: 1 },
      { ...event('invoke', 0, 'write', 1), line: 9 },
    ]
    expect(() => pairOperations(mixed)).toThrow(
      'line 9: process 0 invokes write before its read of line 1 has ended',
    )
  })
})

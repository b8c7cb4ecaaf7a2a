import { describe, expect, it } from 'vitest'
import type { Operation } from '../../src/history/operation.ts'
import { historyTimeline } from '../../src/report/history-timeline.ts'

const operation = (
  process: number,
  f: string,
  value: number | null,
  call: number,
  end: number,
): Operation => ({
  process,
  f,
  input: f === 'read' ? null : value,
  output: value,
  outcome: end === Number.POSITIVE_INFINITY ? 'info' : 'ok',
  call,
  return: end,
})

const HISTORY = [
  operation(0, 'write', 1, 0, 3),
  operation(1, 'write', 2, 1, Number.POSITIVE_INFINITY),
  operation(0, 'read', 1, 4, 5),
]

describe('the timeline of a history', () => {
  it('has a row for each process, and a bar for each operation from call to return', () => {
    expect(historyTimeline(HISTORY, { width: 80, ascii: true })).toEqual([
      '0  |- write 1 -||- read 1 -|',
      '1   |~ write 2 ? ~~~~~~~~~~~',
    ])
    expect(historyTimeline(HISTORY, { width: 80, ascii: false })[0]).toBe('0  ├─ write 1 ─┤├─ read 1 ─┤')
  })

  it('numbers the bars and lists what they are where their names do not fit', () => {
    const many = Array.from({ length: 40 }, (_, at) => operation(at % 4, 'write', at, 3 * at, 3 * at + 8))
    const lines = historyTimeline(many, { width: 80, ascii: true })
    expect(lines).toHaveLength(4 + 1 + 40)
    expect(lines.every((line) => line.length <= 80)).toBe(true)
    expect(lines.at(-1)).toBe('  40  process 3: write 39')
  })
})

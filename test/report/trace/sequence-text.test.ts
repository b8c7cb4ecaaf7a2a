import { describe, expect, it } from 'vitest'
import { sequenceText } from '../../../src/report/trace/sequence-text.ts'
import type { Trace, TracedMessage } from '../../../src/simulation/kernel/trace.ts'

const message = (
  from: number,
  to: number,
  sentUs: number,
  arrivesUs: number,
  text: string,
): TracedMessage => ({
  from,
  to,
  sentUs,
  arrivesUs,
  text,
})

const trace = (messages: readonly TracedMessage[], more: Partial<Trace> = {}): Trace => ({
  nodes: ['clients', 'n0', 'n1'].map((name) => ({ name, role: '' })),
  changes: [],
  messages,
  notes: [],
  faults: [],
  healUs: undefined,
  endUs: 9e6,
  truncated: false,
  ...more,
})

const draw = (drawn: Trace, rows = 24) => sequenceText(drawn, { width: 80, rows, ascii: true, color: 0 })

describe('a sequence diagram as text', () => {
  it('has a column for each node and a row for each message, with what it carries', () => {
    expect(
      draw(trace([message(0, 2, 1e6, 1e6 + 5, 'write x=1'), message(2, 0, 1.1e6, 1.1e6 + 5, 'write_ok')])),
    ).toEqual([
      '           clients     n0        n1',
      '  1.000       o---------+-------->|     write x=1',
      '  1.100       |<--------+---------o     write_ok',
    ])
  })

  it('draws a message in two rows when something happens to both its ends on its way', () => {
    const rows = draw(
      trace([
        message(1, 2, 1e6, 3e6, 'slow'),
        message(1, 0, 2e6, 2e6 + 5, 'out'),
        message(0, 2, 2.5e6, 2.5e6 + 5, 'in'),
      ]),
    )
    expect(rows.slice(1)).toEqual([
      '  1.000       |         o-----    |     slow',
      '  2.000       |<--------o         |     out',
      '  2.500       o---------+-------->|     in',
      '  3.000       |         |    ---->|     (slow arrives)',
    ])
  })

  it('ends a lost message half-way, one for a dead node at its line, and says why', () => {
    const lost = (one: TracedMessage, why: NonNullable<TracedMessage['lost']>) => ({ ...one, lost: why })
    const rows = draw(
      trace(
        [
          lost(message(1, 2, 1e6, 2e6, 'copy'), 'partition'),
          lost(message(1, 2, 3e6, 3e6, 'copy'), 'network'),
          lost(message(1, 2, 5e6, 5e6, 'copy'), 'receiver-down'),
        ],
        { changes: [{ atUs: 4e6, node: 2, status: 'down', view: { role: '', fields: {} } }] },
      ),
    )
    expect(rows.slice(1)).toEqual([
      '  1.000       |         o----x    |     cut off: copy',
      '  3.000       |         o----x    |     lost: copy',
      '  5.000       |         o--------x      nobody there: copy',
    ])
  })

  it('has a line across for each fault, and ends with what is wrong', () => {
    const notes = [
      { atUs: 1e6, node: -1, kind: 'violation', text: 'n1 said 2' },
      { atUs: 2e6, node: -1, kind: 'fault', text: 'n1 was killed' },
    ] as const
    const rows = draw(trace([message(0, 1, 1.5e6, 1.5e6, 'read')], { notes }))
    expect(rows[2]).toBe('  2.000  ~~ n1 was killed ~~~~~~~~~~~~~')
    expect(rows.at(-1)).toBe('  1.000  x n1 said 2')
  })

  it('is never wider or longer than it may be, and keeps the last rows', () => {
    const many = Array.from({ length: 60 }, (_, at) =>
      message(0, 1 + (at % 2), at * 1e4, at * 1e4, 'x'.repeat(100)),
    )
    const nodes = Array.from({ length: 9 }, (_, at) => ({ name: `node-number-${at}`, role: '' }))
    const rows = draw(trace(many, { nodes }), 20)
    expect(rows).toHaveLength(20)
    expect(rows.every((row) => row.length <= 80)).toBe(true)
    expect(rows.at(-1)).toContain('0.590')
  })

  it('draws with box characters where the terminal has them', () => {
    const rows = sequenceText(trace([message(0, 2, 1e6, 1e6, 'x')]), {
      width: 80,
      rows: 9,
      ascii: false,
      color: 0,
    })
    expect(rows[1]).toBe('  1.000       ●─────────┼────────►│     x')
  })
})

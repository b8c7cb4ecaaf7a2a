import { describe, expect, it } from 'vitest'
import { NodeLooks } from '../../../../src/grading/cluster/watch/node-looks.ts'

const up = { kind: 'status', status: 'up' } as const

function looks() {
  const made = new NodeLooks(['n0', 'n1'])
  made.see('n1', 0, up)
  return made
}

describe('how a node looks', () => {
  it('has the role that it shows, and other facts as fields', () => {
    const made = looks()
    made.see('n1', 5, { kind: 'show', facts: { role: 'leader', term: 3 } })
    made.see('n1', 9, { kind: 'show', facts: { term: 4 } })
    expect(made.changes).toEqual([
      { atUs: 0, node: 1, status: 'up', view: { role: 'up', fields: {} } },
      { atUs: 5, node: 1, status: 'up', view: { role: 'leader', fields: { term: 3 } } },
      { atUs: 9, node: 1, status: 'up', view: { role: 'leader', fields: { term: 4 } } },
    ])
  })

  it('forgets what it showed when it is killed, and keeps what it saved', () => {
    const made = looks()
    made.see('n1', 1, { kind: 'show', facts: { role: 'leader' } })
    made.see('n1', 1, { kind: 'save', key: 'vote', value: [3, 'n1'] })
    made.see('n1', 2, { kind: 'status', status: 'down' })
    made.see('n1', 3, up)
    expect(made.changes.at(-1)).toEqual({
      ...{ atUs: 3, node: 1, status: 'up' },
      view: { role: 'up', fields: { vote: '[3,"n1"]' } },
    })
  })

  it('shows saved entries in the order of their numbers as its log', () => {
    const made = looks()
    const entry = (key: number, value: number) => ({
      ...{ term: 2, client: 'c7', request: { type: 'write', key, value, msg_id: 9 } },
    })
    for (const at of [1, 2, 10]) made.see('n1', at, { kind: 'save', key: `entry ${at}`, value: entry(0, at) })
    made.see('n1', 11, { kind: 'save', key: 'entry 2', value: { term: 3 } })
    expect(made.changes.at(-1)?.view.log).toEqual(['2:write 0 1', '3', '2:write 0 10'])
    made.see('n1', 12, { kind: 'save', key: 'entry 10', value: null })
    expect(made.changes.at(-1)?.view.log).toEqual(['2:write 0 1', '3'])
  })

  it('is one look for all that happens at one moment', () => {
    const made = looks()
    made.see('n1', 4, { kind: 'show', facts: { a: 1 } })
    made.see('n1', 4, { kind: 'show', facts: { b: '\u001b[2J' } })
    expect(made.changes).toHaveLength(2)
    expect(made.changes.at(-1)?.view.fields).toEqual({ a: 1, b: '·[2J' })
  })
})

import { describe, expect, it } from 'vitest'
import { Journal } from '../../../../src/grading/cluster/network/journal.ts'

function journalOf(count: number): Journal {
  const journal = new Journal(3, 4)
  for (let at = 0; at < count; at += 1) {
    journal.add({ what: 'sent', atUs: at, message: { src: 'n0', dest: 'n1', body: { type: 'x' } } })
  }
  return journal
}

const timesOf = (count: number) => journalOf(count).passed.map(({ atUs }) => atUs)

describe('the journal of messages', () => {
  it('keeps everything as long as there is room', () => {
    for (const count of [0, 2, 3, 4, 7]) {
      expect(timesOf(count)).toEqual(Array.from({ length: count }, (_, at) => at))
      expect(journalOf(count).leftOut).toBeUndefined()
    }
  })

  it('keeps the first and the last, and says what lies between', () => {
    expect(timesOf(8)).toEqual([0, 1, 2, 4, 5, 6, 7])
    expect(journalOf(8).leftOut).toEqual({ count: 1, at: 3, fromUs: 2, toUs: 4 })
    expect(timesOf(13)).toEqual([0, 1, 2, 9, 10, 11, 12])
    expect(journalOf(13).leftOut).toEqual({ count: 6, at: 3, fromUs: 2, toUs: 9 })
  })
})

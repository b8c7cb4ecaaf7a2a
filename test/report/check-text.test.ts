import { describe, expect, it } from 'vitest'
import { linearizableChecker } from '../../src/checkers/linearizable/models.ts'
import { pairOperations } from '../../src/history/pair.ts'
import { readHistory } from '../../src/history/read-history.ts'
import { checkJson } from '../../src/report/check-json.ts'
import { checkText } from '../../src/report/check-text.ts'

const STALE = `[0 :invoke :write 1]
[0 :ok :write 1]
[0 :invoke :write 2]
[0 :ok :write 2]
[1 :invoke :read nil]
[1 :ok :read 1]
`

const PLAIN = { color: 0, width: 80, ascii: true } as const

const judge = (history: string, options = {}) =>
  linearizableChecker('register')(pairOperations(readHistory(history).events), options)

describe('the verdict on a history, as text', () => {
  it('says what a read could have been told, and draws the smallest part that shows it', () => {
    expect(checkText(judge(STALE), PLAIN)).toEqual([
      'NOT VALID  register, 3 operations',
      '',
      'No order of the operations explains the read that was told 1 (process 1, line',
      '5): it could only have been told 2.',
      '',
      'The smallest part of the history that shows it, 3 operations, in time from left to right:',
      '',
      '0  |- write 1 -||- write 2 -|',
      '1                            |- read 1 -|',
    ])
  })

  it('says that a text of digits is the reason when it is', () => {
    expect(judge(STALE.replace('read 1', 'read "2"')).reason).toContain(
      'The types differ: it was told the text "2", where the number 2 was written.',
    )
  })

  it('shows an order that explains a valid history', () => {
    const lines = checkText(judge(STALE.replace('read 1', 'read 2'), { witness: true }), PLAIN)
    expect(lines).toEqual([
      'VALID  register, 3 operations',
      '',
      '3 operations can be put in an order that agrees with every answer and with real',
      'time.',
      '',
      'An order that explains the history, by position:',
      '',
      '0 1 2',
    ])
  })

  it('is unknown when nothing was read, and when the budget ends', () => {
    expect(judge(STALE.split('\n').slice(0, 4).join('\n'))).toMatchObject({
      valid: 'unknown',
      reason: expect.stringContaining('nothing to judge'),
    })
    expect(judge(STALE, { budget: 1 })).toMatchObject({
      valid: 'unknown',
      reason: expect.stringContaining('after 1 steps'),
    })
  })

  it('names the line of a function that the model does not have', () => {
    expect(() => judge('[0 :invoke :enqueue 1]')).toThrow(
      'line 1: enqueue is no function of the model register',
    )
  })

  it('becomes JSON in which what never returned has no return', () => {
    const lost = judge(
      STALE.replace('[0 :ok :write 2]\n', '')
        .replace('[0 :invoke :write 2]', '[2 :invoke :write 2]')
        .replace('read 1', 'read 3'),
    )
    expect(JSON.parse(JSON.stringify(checkJson(lost)))).toMatchObject({
      valid: false,
      counterexample: [{ f: 'read', output: 3 }],
    })
  })
})

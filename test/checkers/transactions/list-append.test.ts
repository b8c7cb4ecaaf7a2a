import { describe, expect, it } from 'vitest'
import { checkListAppend } from '../../../src/checkers/transactions/list-append/check.ts'
import { concurrent, inTurn } from './helpers/histories.ts'

describe('list-append: each anomaly is found, and rules out what it should', () => {
  const cases: [string, string[], string[], string[]][] = [
    [
      'G0: two transactions append in different orders',
      ['ax1ay1', 'ax2ay2', 'rx12ry21'],
      ['G0'],
      ['read-uncommitted'],
    ],
    ['G1a: what a failed transaction appended is read', ['!ax1', 'rx1'], ['G1a'], ['read-committed']],
    ['G1b: the middle of a transaction is read', ['ax1ax2', 'rx1'], ['G1b', 'G-single'], ['read-committed']],
    ['G1c: information flows in a circle', ['ax1ry1', 'ax2ay1', 'rx12ry1'], ['G1c'], ['read-committed']],
    [
      'G-single: half of a transaction is seen',
      ['ax1ay1', 'ax2ry_', 'rx12'],
      ['G-single'],
      ['consistent-view', 'repeatable-read'],
    ],
    ['G2-item: two transactions miss each other', ['ax1ry_', 'ay1rx_'], ['G2-item'], ['repeatable-read']],
    [
      'G-nonadjacent: long fork',
      ['ax1', 'rx1ry_', 'ay1', 'ry1rx_'],
      ['G-nonadjacent'],
      ['repeatable-read', 'snapshot-isolation'],
    ],
    [
      'lost-update',
      ['ax0', 'rx0ax1', 'rx0ax2'],
      ['lost-update', 'G2-item'],
      ['cursor-stability', 'update-atomic'],
    ],
    [
      'internal: a transaction forgets its own append',
      ['ax1ax2ax4', 'ax3rx1234'],
      ['G0', 'internal'],
      ['read-uncommitted'],
    ],
    ['internal: alone', ['rx1ax3rx1', 'ax1'], ['internal'], ['read-atomic']],
    ['future-read', ['rx1ax1'], ['future-read'], ['read-committed']],
    [
      'incompatible-order',
      ['ax1', 'ax2', 'ax3', 'rx13', 'rx123'],
      ['incompatible-order'],
      ['read-committed'],
    ],
    ['duplicate-elements', ['ax1', 'ax2', 'rx121'], ['duplicate-elements'], ['read-uncommitted']],
    ['dirty-update', ['!ax1', 'ax2', 'rx12'], ['G1a', 'dirty-update'], ['read-committed']],
    [
      'dirty-update with one of unknown outcome between',
      ['!ax1', '?ax2', 'ax3', 'rx123'],
      ['G1a', 'dirty-update'],
      ['read-committed'],
    ],
    ['thin-air-read', ['ax1', 'rx19'], ['thin-air-read'], ['read-committed']],
  ]
  for (const [name, history, anomalies, not] of cases) {
    it(name, () => {
      const result = checkListAppend(concurrent(...history))
      expect({ anomalies: result.anomalies, not: result.not, valid: result.valid }).toEqual({
        anomalies,
        not,
        valid: false,
      })
    })
  }
})

describe('list-append: order in time', () => {
  it('a stale read after its overwriter returned is G-single-realtime, and serializable', () => {
    const history = inTurn('ax1', 'ax2', 'rx1', 'rx12')
    expect(checkListAppend(history)).toMatchObject({
      valid: false,
      anomalies: ['G-single-realtime'],
      not: ['strong-snapshot-isolation'],
      strongest: 'strong-session-serializable',
    })
    expect(checkListAppend(history, { consistency: 'serializable' }).valid).toBe(true)
  })

  it('the same within one process is G-single-process', () => {
    expect(checkListAppend(inTurn('0: ax1', '1: ax2', '1: rx1', '2: rx12'))).toMatchObject({
      anomalies: ['G-single-process'],
      not: ['strong-session-snapshot-isolation'],
    })
  })

  it('G-nonadjacent-process', () => {
    const history = inTurn('0: rx_rz1', '1: ax1', '1: rz_', '2: az1')
    expect(checkListAppend(history, { consistency: 'strong-session-snapshot-isolation' })).toMatchObject({
      valid: false,
      anomalies: expect.arrayContaining(['G-nonadjacent-process']),
    })
  })

  it('G1c-process: what a process reads comes of what it does later', () => {
    expect(checkListAppend(inTurn('1: rx1ay1', '2: ry1', '2: ax1'))).toMatchObject({
      valid: false,
      anomalies: expect.arrayContaining(['G1c-process']),
      not: ['strong-session-read-committed'],
    })
  })
})

describe('list-append: what is right', () => {
  it('gives an order that explains a right history', () => {
    const result = checkListAppend(inTurn('ax1', 'rx1ay1', 'ry1rx1'), { witness: true })
    expect(result).toMatchObject({
      valid: true,
      strongest: 'strict-serializable',
      not: [],
      witness: [0, 1, 2],
    })
  })
})

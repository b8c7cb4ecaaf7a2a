import { describe, expect, it } from 'vitest'
import { checkRwRegister } from '../../../src/checkers/transactions/rw-register/check.ts'
import { concurrent } from './helpers/histories.ts'

/** Reads alone do not say that they are of registers; a write of some other register does. */
const registers = (...texts: string[]) =>
  concurrent(...texts.map((text) => (text.includes('w') ? text : `${text}wz${texts.indexOf(text)}`)))

describe('rw-register: each anomaly is found, and rules out what it should', () => {
  const cases: [string, string[], string[], string[]][] = [
    ['G1a: what a failed transaction wrote is read', ['!wx1', 'rx1'], ['G1a'], ['read-committed']],
    ['G1b: the middle of a transaction is read', ['wx1wx2', 'rx1'], ['G1b'], ['read-committed']],
    ['G1c: information flows in a circle', ['wx1ry1', 'wy1rx1'], ['G1c'], ['read-committed']],
    ['internal', ['wx1', 'rx1rx_'], ['internal'], ['read-atomic']],
    ['future-read', ['rx1wx1'], ['future-read'], ['read-committed']],
    ['thin-air-read', ['wx1', 'rx7'], ['thin-air-read'], ['read-committed']],
    [
      'G-single: the initial state beside what came after it',
      ['rx_ry1', 'wy1wx2'],
      ['G-single'],
      ['consistent-view', 'repeatable-read'],
    ],
    [
      'G-single: writes follow reads',
      ['wy1', 'ry1wx1wy2', 'rx1ry1'],
      ['G-single'],
      ['consistent-view', 'repeatable-read'],
    ],
    [
      'lost-update',
      ['wx5', 'rx5wx1', 'rx5wx2'],
      ['lost-update', 'G2-item'],
      ['cursor-stability', 'update-atomic'],
    ],
    ['G2-item: write skew', ['rx_wy1', 'ry_wx1'], ['G2-item'], ['repeatable-read']],
    [
      'G-nonadjacent: long fork',
      ['wx1', 'rx1ry_', 'wy1', 'ry1rx_'],
      ['G-nonadjacent'],
      ['repeatable-read', 'snapshot-isolation'],
    ],
  ]
  for (const [name, history, anomalies, not] of cases) {
    it(name, () => {
      const result = checkRwRegister(registers(...history))
      expect({ anomalies: result.anomalies, not: result.not, valid: result.valid }).toEqual({
        anomalies,
        not,
        valid: false,
      })
    })
  }

  it('a write of unknown outcome that somebody read has committed', () => {
    expect(checkRwRegister(registers('?wx1wy1', 'rx1ry_'))).toMatchObject({ anomalies: ['G-single'] })
  })

  it('finds no write cycle where nothing tells the order of two blind writes', () => {
    expect(checkRwRegister(registers('wx1wy2', 'wx2wy1', 'rx2')).valid).toBe(true)
  })
})

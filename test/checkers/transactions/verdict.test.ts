import { describe, expect, it } from 'vitest'
import {
  boundaryOf,
  CONSISTENCY_MODELS,
  consistencyModel,
} from '../../../src/checkers/transactions/consistency.ts'
import { checkListAppend } from '../../../src/checkers/transactions/list-append/check.ts'
import type { Operation } from '../../../src/history/operation.ts'
import { concurrent, inTurn } from './helpers/histories.ts'

describe('what is held against a history', () => {
  it('an anomaly that the model allows is told, and not held against it', () => {
    const skew = concurrent('ax1ry_', 'ay1rx_')
    expect(checkListAppend(skew, { consistency: 'snapshot-isolation' })).toMatchObject({
      valid: true,
      findings: [{ kind: 'G2-item' }],
    })
    expect(checkListAppend(skew, { consistency: 'repeatable-read' }).valid).toBe(false)
  })

  it('takes the names of Adya and of Maelstrom', () => {
    expect(['strong-serializable', 'PL-3', 'PL-2', 'snapshot-isolation'].map(consistencyModel)).toEqual([
      'strict-serializable',
      'serializable',
      'read-committed',
      'snapshot-isolation',
    ])
    expect(() => consistencyModel('serialisable')).toThrow('there is no consistency model serialisable')
  })

  it('every model but the weakest implies a weaker one, and a write cycle leaves none', () => {
    expect(boundaryOf(['G0'])).toEqual({
      not: ['read-uncommitted'],
      alsoNot: CONSISTENCY_MODELS.filter((model) => model !== 'read-uncommitted').toSorted(),
      strongest: undefined,
    })
  })
})

describe('the words', () => {
  it('tells a cycle step by step, and gives its transactions as counterexample', () => {
    const result = checkListAppend(concurrent('ax1ay1', 'ax2ry_', 'rx12', 'az1', 'rz1'))
    expect(result.findings[0]?.text).toBe(
      'T1 read y as [], without the 1 that T2 appended, so T1 came before T2; yet T1 appended 2 to x after T2 had appended 1, so T2 came before T1: a contradiction. Here T1 is [append x 2, r y nil] (process 1, event 1); T2 is [append x 1, append y 1] (process 0, event 0); T3 is [r x [1 2]] (process 2, event 2).',
    )
    expect(result.counterexample?.map(({ process }) => process)).toEqual([0, 1, 2])
  })

  it('says so when a text came back for a number', () => {
    const [write, read] = inTurn('ax1', 'rx1') as [Operation, Operation]
    const texts = { ...read, output: [['r', 'x', ['1']]] }
    const { valid, anomalies, reason } = checkListAppend([write, texts])
    expect({ valid, anomalies }).toMatchObject({
      valid: false,
      anomalies: expect.arrayContaining(['thin-air-read']),
    })
    expect(reason).toContain('"4" is not 4')
  })

  it('holds an answer to another question against the store', () => {
    const [write, read] = inTurn('ax1', 'rx1') as [Operation, Operation]
    expect(checkListAppend([write, { ...read, output: [['r', 'y', [1]]] }]).anomalies).toEqual(['malformed'])
    expect(checkListAppend([write, { ...read, output: [] }]).anomalies).toEqual(['malformed'])
  })
})

describe('no pass on no evidence', () => {
  const unknown = (...texts: string[]) => checkListAppend(concurrent(...texts))
  it('nothing read, nothing committed, nothing shared: unknown', () => {
    expect(unknown()).toMatchObject({ valid: 'unknown' })
    expect(unknown('ax1', 'ay1')).toMatchObject({
      valid: 'unknown',
      reason: expect.stringContaining('has read'),
    })
    expect(unknown('!ax1', '?rx_')).toMatchObject({
      valid: 'unknown',
      reason: expect.stringContaining('committed'),
    })
    expect(unknown('rx_', 'ry_')).toMatchObject({
      valid: 'unknown',
      reason: expect.stringContaining('another wrote'),
    })
  })

  it('an element appended twice: unknown, as a read does not tell whose it saw', () => {
    expect(unknown('ax1', 'ax1', 'rx1')).toMatchObject({
      valid: 'unknown',
      reason: expect.stringContaining('the same'),
    })
  })

  it('a value that is no transaction is an error that names its place', () => {
    const [one] = inTurn('ax1') as [Operation]
    expect(() => checkListAppend([{ ...one, input: [['w', 'x', 1]], line: 7 }])).toThrow(
      'line 7: the txn of process 100 is not a transaction of list-append',
    )
  })
})

describe('a budget is a count', () => {
  it('without any, what is wrong is found all the same', () => {
    const result = checkListAppend(concurrent('ax1', 'rx1ry_', 'ay1', 'ry1rx_'), { budget: 0 })
    expect(result).toMatchObject({
      valid: false,
      anomalies: ['G-nonadjacent'],
      stats: { 'searches-cut': expect.any(Number) },
    })
  })
})

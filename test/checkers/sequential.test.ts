import { describe, expect, it } from 'vitest'
import { sequentialChecker } from '../../src/checkers/sequential/sequential.ts'
import type { Operation } from '../../src/history/operation.ts'
import { agree } from './helpers/agree.ts'
import { canBeOrdered } from './helpers/brute-order.ts'
import { howMany } from './helpers/how-many.ts'
import { randomRegisters } from './helpers/random-registers.ts'
import { inTurn, kinds } from './helpers/tell.ts'

const register = sequentialChecker('register')

/** Program order, and of operations without an end that they come after what their process did before. */
const programOrder = (a: Operation, b: Operation) =>
  a.process === b.process && a.call < b.call && a.outcome === 'ok'

function isSequential(operations: readonly Operation[]): boolean {
  const initial = new Map<unknown, unknown>()
  return canBeOrdered(
    operations.filter((one) => !(one.f === 'read' && one.outcome !== 'ok')),
    initial,
    (state, { f, input, output }) => {
      const [key, written] = input as [unknown, unknown]
      if (f === 'write') return new Map([...state, [key, written]])
      return (state.get(key) ?? null) === (output as [unknown, unknown])[1] ? state : undefined
    },
    { before: programOrder },
  )
}

/** Whether an order has all that is known to have happened, keeps each process's own order, and gives what was read. */
function explains(operations: readonly Operation[], witness: readonly number[]): boolean {
  const order = witness.map((at) => operations[at] as Operation)
  const state = new Map<unknown, unknown>()
  const isComplete = operations.every((one) => one.outcome !== 'ok' || order.includes(one))
  const isOrdered = order.every((one, at) => order.slice(at + 1).every((two) => !programOrder(two, one)))
  const isLegal = order.every(({ f, input, output }) => {
    const [key, written] = input as [unknown, unknown]
    if (f === 'read') return (state.get(key) ?? null) === (output as [unknown, unknown])[1]
    state.set(key, written)
    return true
  })
  return isComplete && isOrdered && isLegal
}

describe('sequential consistency', () => {
  it('allows a read of old values, where linearizability does not', () => {
    const result = register(
      inTurn(
        ['ok', 0, 'write', 1],
        ['ok', 0, 'write', 2],
        ['ok', 1, 'read', null, 1],
        ['ok', 1, 'read', null, 2],
      ),
    )
    expect(result.valid).toBe(true)
    expect(result.witness).toEqual([0, 2, 1, 3])
  })

  it('allows no order that two processes see differently', () => {
    const result = register(
      inTurn(
        ['ok', 0, 'write', 1],
        ['ok', 1, 'write', 2],
        ['ok', 2, 'read', null, 1],
        ['ok', 2, 'read', null, 2],
        ['ok', 3, 'read', null, 2],
        ['ok', 3, 'read', null, 1],
        ['ok', 4, 'read', null, 1],
      ),
    )
    expect(kinds(result)).toEqual(['not-sequential'])
    expect(result.reason).toContain('none of these can follow')
    expect(result.counterexample?.length).toBeLessThanOrEqual(7)
  })

  it('is judged over all registers together: each alone may be right', () => {
    const history = inTurn(
      ['ok', 0, 'write', ['x', 1]],
      ['ok', 0, 'read', ['y', null], ['y', null]],
      ['ok', 1, 'write', ['y', 1]],
      ['ok', 1, 'read', ['x', null], ['x', null]],
    )
    expect(register(history).valid).toBe(false)
  })

  it('lets a write of unknown end come late, or never', () => {
    const history = (seen: number | null) =>
      inTurn(['info', 0, 'write', 1], ['ok', 1, 'read', null, null], ['ok', 1, 'read', null, seen])
    expect([register(history(1)).valid, register(history(null)).valid]).toEqual([true, true])
    expect(register(history(2)).valid).toBe(false)
  })

  it('answers unknown when the steps are used up, and when nothing was read', () => {
    const history = inTurn(['ok', 0, 'write', 1], ['ok', 1, 'write', 2], ['ok', 2, 'read', null, 1])
    expect(register(history, { budget: 1 }).valid).toBe('unknown')
    expect(register(inTurn(['ok', 0, 'write', 1])).valid).toBe('unknown')
  })

  it('says that a text of digits is the reason when it is', () => {
    expect(register(inTurn(['ok', 0, 'write', 1], ['ok', 1, 'read', null, '1'])).reason).toContain(
      '"4" is not 4',
    )
  })

  it('judges queues as well', () => {
    const queue = sequentialChecker('queue')
    const history = (first: number) =>
      inTurn(['ok', 0, 'enqueue', 1], ['ok', 0, 'enqueue', 2], ['ok', 1, 'dequeue', null, first])
    expect([queue(history(1)).valid, queue(history(2)).valid]).toEqual([true, false])
  })

  it('says of small histories what a search of all orders says', () => {
    const count = howMany(1500)
    let invalid = 0
    for (let seed = 0; seed < count; seed += 1) {
      const operations = randomRegisters(seed, { unique: seed % 2 === 0 })
      const expected = isSequential(operations)
      if (!expected) invalid += 1
      const result = register(operations)
      if (result.valid === 'unknown') continue
      agree(seed, result.valid, expected)
      if (result.witness) agree(seed, explains(operations, result.witness), true)
      if (result.counterexample) agree(seed, register(result.counterexample, { keyed: true }).valid, false)
    }
    expect(invalid).toBeGreaterThan(count / 20)
    expect(invalid).toBeLessThan((count * 19) / 20)
  })
})

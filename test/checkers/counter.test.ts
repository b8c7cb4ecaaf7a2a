import { describe, expect, it } from 'vitest'
import { counter } from '../../src/checkers/counter/counter.ts'
import { ReachableSums } from '../../src/checkers/counter/sums.ts'
import type { Operation } from '../../src/history/operation.ts'
import { RandomStream } from '../../src/lib/prng.ts'
import { agree } from './helpers/agree.ts'
import { howMany } from './helpers/how-many.ts'
import { inTurn, kinds, type Told, tell } from './helpers/tell.ts'

const grows = counter('g-counter')
const both = counter('pn-counter')

describe('reachable sums', () => {
  it('joins neighbours into ranges', () => {
    const sums = new ReachableSums(10, 100)
    sums.maybe(1)
    sums.maybe(5)
    sums.maybe(-20)
    expect(sums.text()).toBe('-10 to -9, -5 to -4, 10 to 11, 15 to 16')
    expect([10, 12, 16, -9, -8].map((one) => sums.has(one))).toEqual([true, false, true, true, false])
  })

  it('closes gaps when there are too many, and says so', () => {
    const sums = new ReachableSums(0, 4)
    for (const one of [10, 100, 1000]) sums.maybe(one)
    expect(sums.isExact).toBe(false)
    expect(sums.ranges).toEqual([[0, 1110]])
  })
})

describe('a counter that settles', () => {
  it('ends with the sum of what was acknowledged', () => {
    const result = grows(inTurn(['ok', 0, 'add', 2], ['ok', 1, 'add', 3], ['final', 0, 'read', null, 5]))
    expect(result).toMatchObject({ valid: true, stats: { 'acceptable-least': 5, 'acceptable-most': 5 } })
  })

  it('may end with or without an add of which nobody knows', () => {
    const history = (end: number) =>
      inTurn(['ok', 0, 'add', 2], ['info', 1, 'add', 3], ['final', 2, 'read', null, end])
    expect([2, 5].map((end) => grows(history(end)).valid)).toEqual([true, true])
    expect(kinds(grows(history(4)))).toEqual(['impossible-read', 'wrong-final-read'])
    expect(grows(history(4)).reason).toContain('The final read of process 2')
  })

  it('ends without an add that failed', () => {
    const result = grows(inTurn(['ok', 0, 'add', 2], ['fail', 1, 'add', 3], ['final', 1, 'read', null, 5]))
    expect(kinds(result)).toEqual(['impossible-read', 'wrong-final-read'])
  })

  it('reads no sum in the middle that no choice of adds gives', () => {
    const result = both(
      inTurn(
        ['ok', 0, 'add', 2],
        ['ok', 1, 'read', null, 7],
        ['ok', 0, 'add', -5],
        ['final', 1, 'read', null, -3],
      ),
    )
    expect(kinds(result)).toEqual(['impossible-read'])
    expect(result.reason).toContain('Process 1 (event 2, at 0.003 s) read 7')
  })

  it('may lag in the middle', () => {
    const result = grows(
      inTurn(['ok', 0, 'add', 2], ['ok', 1, 'read', null, 0], ['final', 1, 'read', null, 2]),
    )
    expect(result.valid).toBe(true)
  })

  it('goes back in the middle only where that is allowed', () => {
    const history = inTurn(
      ['ok', 0, 'add', 2],
      ['ok', 1, 'read', null, 2],
      ['ok', 1, 'read', null, 0],
      ['final', 1, 'read', null, 2],
    )
    expect(grows(history)).toMatchObject({ valid: true, stats: { 'backward-read-count': 1 } })
    expect(kinds(grows(history, { consistency: 'monotonic' }))).toEqual(['backward-read'])
  })

  it('is unknown when nothing was acknowledged, although zero is right', () => {
    const result = grows(inTurn(['info', 0, 'add', 4], ['ok', 1, 'add', 0], ['final', 1, 'read', null, 0]))
    expect(result.valid).toBe('unknown')
    expect(result.reason).toContain('None of 2 adds was acknowledged and changed the counter')
  })

  it('is unknown without a final read', () => {
    expect(grows(inTurn(['ok', 0, 'add', 4], ['ok', 1, 'read', null, 4])).valid).toBe('unknown')
  })

  it('says that a text of digits is the reason when it is', () => {
    const result = grows(inTurn(['ok', 0, 'add', 4], ['final', 1, 'read', null, '4']))
    expect(kinds(result)).toEqual(['not-an-integer'])
    expect(result.reason).toContain('"4" is not 4')
  })

  it('names the line of an add that is no integer, or below zero where the counter grows', () => {
    expect(() => grows(inTurn(['ok', 0, 'add', 'x']))).toThrow('an integer to add')
    expect(() => grows(inTurn(['ok', 0, 'add', -1]))).toThrow('no integer below zero')
    expect(both(inTurn(['ok', 0, 'add', -1], ['final', 0, 'read', null, -1])).valid).toBe(true)
  })
})

function randomCounter(seed: number): Operation[] {
  const draws = new RandomStream(seed, 'counter')
  let n = 0
  const draw = (bound: number) => draws.integer(n++, bound)
  const told: Told[] = []
  const open = new Map<number, number | undefined>()
  const steps = 4 + draw(10)
  for (let step = 0; step < steps; step += 1) {
    const process = draw(3) + 10 * (step > 6 ? 1 : 0)
    if (!open.has(process)) {
      const delta = draw(2) ? draw(11) - 5 : undefined
      open.set(process, delta)
      told.push(['invoke', process, delta === undefined ? 'read' : 'add', delta ?? null])
      continue
    }
    const delta = open.get(process)
    open.delete(process)
    if (delta === undefined) told.push([draw(2) ? 'final' : 'ok', process, 'read', draw(13) - 6])
    else told.push([(['ok', 'ok', 'info', 'fail'] as const)[draw(4)] ?? 'ok', process, 'add', delta])
  }
  return tell(...told)
}

function sumsOf(sure: number, maybes: readonly number[]): Set<number> {
  const sums = new Set([sure])
  for (const one of maybes) for (const sum of [...sums]) sums.add(sum + one)
  return sums
}

/** The definition: subsets written out. */
function expectedKinds(operations: readonly Operation[]): string[] {
  const adds = operations.filter((one) => one.f === 'add')
  const reads = operations.filter((one) => one.f === 'read' && one.outcome === 'ok')
  const deltas = (of: readonly Operation[]) => of.map((one) => one.input as number)
  const sure = deltas(adds.filter((one) => one.outcome === 'ok')).reduce((a, b) => a + b, 0)
  const finals = sumsOf(sure, deltas(adds.filter((one) => one.outcome === 'info')))
  const found = new Set<string>()
  for (const read of reads) {
    const begun = adds.filter((one) => one.outcome !== 'fail' && one.call < read.return)
    if (!sumsOf(0, deltas(begun)).has(read.output as number)) found.add('impossible-read')
    if (read.final && !finals.has(read.output as number)) found.add('wrong-final-read')
  }
  return [...found].sort()
}

describe('against subsets written out', () => {
  it('says of small histories what all subsets say', () => {
    const count = howMany(1500)
    for (let seed = 0; seed < count; seed += 1) {
      const operations = randomCounter(seed)
      agree(seed, kinds(both(operations)).join(), expectedKinds(operations).join())
    }
  })
})

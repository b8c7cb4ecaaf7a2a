import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type Access,
  type Consistency,
  Freshness,
  NOTHING,
  RegisterOrder,
} from '../../../src/simulation/kernel/register.ts'

interface Call {
  readonly name: 'read' | 'write'
  /** A write's own number, or what a read returned. */
  readonly value: number
  readonly invokedUs: number
  /** Infinity when nobody knows whether it took effect. */
  readonly endedUs: number
}

/** Histories of up to five calls at few times, so that all kinds of overlap come up; each write has a value of its own. */
const histories = fc
  .array(
    fc.record({
      write: fc.boolean(),
      value: fc.integer({ min: -1, max: 3 }),
      start: fc.integer({ min: 0, max: 7 }),
      length: fc.integer({ min: 0, max: 4 }),
      open: fc.integer({ min: 0, max: 4 }),
    }),
    { maxLength: 5 },
  )
  .map((drawn) =>
    drawn.map(
      ({ write, value, start, length, open }, index): Call => ({
        name: write ? 'write' : 'read',
        value: write ? index : value,
        invokedUs: start,
        endedUs: write && open === 0 ? Number.POSITIVE_INFINITY : start + length,
      }),
    ),
  )

function permutations<T>(items: readonly T[]): T[][] {
  if (items.length === 0) return [[]]
  return items.flatMap((item, at) =>
    permutations([...items.slice(0, at), ...items.slice(at + 1)]).map((rest) => [item, ...rest]),
  )
}

function subsets<T>(items: readonly T[]): T[][] {
  const [first, ...rest] = items
  if (first === undefined) return [[]]
  return subsets(rest).flatMap((some) => [some, [first, ...some]])
}

const precedes = (a: Call, b: Call) => a.endedUs < b.invokedUs
const inTime = (order: readonly Call[]) =>
  order.every((call, at) => order.slice(at + 1).every((later) => !precedes(later, call)))

/** Some order of all that ended and some of what did not agrees with real time, and each read returns the write before it. */
function isLinearizable(calls: readonly Call[]): boolean {
  const ended = calls.filter(({ endedUs }) => Number.isFinite(endedUs))
  const open = calls.filter(({ endedUs }) => !Number.isFinite(endedUs))
  return subsets(open).some((taken) =>
    permutations([...ended, ...taken]).some((order) => {
      let value = NOTHING
      return (
        inTime(order) &&
        order.every((call) => {
          if (call.name === 'write') value = call.value
          return call.value === value
        })
      )
    }),
  )
}

/** Some order of the writes agrees with real time, and each read returns one that is neither overwritten nor to come. */
function isRegular(calls: readonly Call[]): boolean {
  const writes = calls.filter(({ name }) => name === 'write')
  const reads = calls.filter(({ name }) => name === 'read')
  return permutations(writes).some(
    (order) =>
      inTime(order) &&
      reads.every((read) => {
        const at = order.findIndex(({ value }) => value === read.value)
        if (at < 0 && read.value !== NOTHING) return false
        const written = order[at]
        if (written !== undefined && precedes(read, written)) return false
        return order.slice(at + 1).every((later) => !precedes(later, read))
      }),
  )
}

/** Whether the checker accepts some order of the writes as the versions. */
function hasWitness(calls: readonly Call[], consistency: Consistency): boolean {
  const writes = calls.filter(({ name }) => name === 'write')
  return permutations(writes).some((order) => {
    const versions = new Map([[NOTHING, 0], ...order.map(({ value }, at) => [value, at + 1] as const)])
    return problems(calls, versions, consistency).length === 0
  })
}

function problems(calls: readonly Call[], versions: ReadonlyMap<number, number>, consistency: Consistency) {
  const order = new RegisterOrder(consistency)
  for (const { name, value, invokedUs } of calls) if (name === 'write') order.begins(value, invokedUs)
  return calls
    .filter(({ endedUs }) => Number.isFinite(endedUs))
    .sort((a, b) => a.endedUs - b.endedUs)
    .map((call): Access => ({ ...call, version: versions.get(call.value) ?? 99 }))
    .map((access) => order.ends(access))
    .filter((problem) => problem !== undefined)
}

describe('the order of a register', () => {
  it('has a witness exactly when the history is linearizable', () => {
    fc.assert(
      fc.property(histories, (calls) => {
        expect(hasWitness(calls, 'atomic')).toBe(isLinearizable(calls))
      }),
      { numRuns: 1500, seed: 1 },
    )
  })

  it('has a witness exactly when the history is regular', () => {
    fc.assert(
      fc.property(histories, (calls) => {
        expect(hasWitness(calls, 'regular')).toBe(isRegular(calls))
      }),
      { numRuns: 3000, seed: 1 },
    )
  })

  const write = (value: number, version: number, invokedUs: number, endedUs: number): Access => ({
    name: 'write',
    value,
    version,
    invokedUs,
    endedUs,
  })
  const read = (value: number, version: number, invokedUs: number, endedUs: number): Access => ({
    ...write(value, version, invokedUs, endedUs),
    name: 'read',
  })

  function judged(consistency: Consistency, accesses: readonly Access[]): (string | undefined)[] {
    const order = new RegisterOrder(consistency)
    for (const { name, value, invokedUs } of accesses) if (name === 'write') order.begins(value, invokedUs)
    return accesses.map((access) => order.ends(access))
  }

  it('lets a later read see the older value only where it is regular', () => {
    const history = [write(1, 1, 0, 1), read(2, 2, 3, 4), read(1, 1, 5, 6), write(2, 2, 2, 9)]
    expect(judged('regular', history)).toEqual([undefined, undefined, undefined, undefined])
    expect(judged('atomic', history)[2]).toContain(
      'a read gave value 1 with version 1, but the read of value 2',
    )
  })

  it('refuses a value that nobody asked to write, and a value with two versions or a version with two values', () => {
    expect(judged('regular', [read(7, 1, 0, 1)])[0]).toContain('nobody had asked')
    expect(judged('regular', [write(1, 1, 0, 1), read(1, 2, 2, 3)])[1]).toContain('had version 1 before')
    expect(judged('regular', [write(1, 1, 0, 5), write(2, 1, 0, 6)])[1]).toContain('was value 1 before')
  })

  it('refuses a write that falls behind one that had ended before it began', () => {
    expect(judged('regular', [write(1, 2, 0, 1), write(2, 1, 2, 3)])[1]).toContain('got version 1')
  })
})

describe('the freshness of a read', () => {
  it('ends when a whole write lies between the value and the read', () => {
    const freshness = new Freshness()
    freshness.wrote(1, 0, 2)
    freshness.wrote(2, 3, 5)
    expect(freshness.isStale(1, 6)).toBe(true)
    expect(freshness.isStale(1, 5)).toBe(false)
    expect(freshness.isStale(2, 6)).toBe(false)
    expect(freshness.isStale(NOTHING, 6)).toBe(true)
  })

  it('is kept by writes that overlap', () => {
    const freshness = new Freshness()
    freshness.wrote(1, 0, 4)
    freshness.wrote(2, 3, 5)
    expect(freshness.isStale(1, 9)).toBe(false)
    expect(freshness.isStale(8, 9)).toBe(false)
  })
})

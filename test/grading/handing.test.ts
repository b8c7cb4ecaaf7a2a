import { describe, expect, it } from 'vitest'
import { judgeSideBySide } from '../../src/grading/interleavings.ts'
import { sideBySide as sequencesSideBySide } from '../../src/grading/meetings.ts'
import { loadModel } from '../../src/grading/models/registry.ts'
import { randomSequences } from '../../src/grading/random-sequences.ts'
import type { Json, Operation, SideCall } from '../../src/grading/sequence.ts'
import { normalized, together } from '../../src/grading/value.ts'
import { contractOf } from './contracts.ts'

/** The first operation that no order explains; undefined when some order explains all. */
async function divergence(
  slug: string,
  options: Record<string, number>,
  ops: readonly Operation[],
  seen: readonly string[],
): Promise<number | undefined> {
  const sequence = { startMs: 0, subjects: 1, options, ops }
  return judgeSideBySide(sequence, seen, await loadModel(slug), contractOf(slug)).divergence
}

function sideBySide(calls: readonly SideCall[]): Operation {
  return { op: 'together', on: 0, schedule: 1, calls }
}

function handed(name: string, gives: Json): Json {
  return { $function: name, does: [{ gives, yields: 3 }] }
}

describe('calls of a bulkhead side by side', () => {
  const run = (gives: number): SideCall => ({ method: 'run', args: [handed('operation', gives)] })
  const inFlight: Operation = { op: 'invoke', on: 0, method: 'in_flight', args: [] }
  const judged = (
    options: Record<string, number>,
    count: number,
    runs: string[],
    calls: string[],
    then = '=0',
  ) =>
    divergence(
      'bulkhead',
      options,
      [sideBySide(Array.from({ length: count }, (_, index) => run(index + 1))), inFlight],
      [together(calls, runs), then],
    )
  const one = { max_concurrent: 1, max_waiting: 0 }
  const two = { max_concurrent: 2, max_waiting: 0 }
  const [began1, began2, began3] = ['+1 operation()', '+2 operation()', '+3 operation()']

  it('may come one after the other, in any order', async () => {
    expect(await judged(one, 2, [began1, '-1', began2, '-2'], ['=1', '=2'])).toBeUndefined()
    expect(await judged(one, 2, [began2, '-2', began1, '-1'], ['=1', '=2'])).toBeUndefined()
  })

  it('may be turned away by one that is let in', async () => {
    expect(await judged(one, 2, [began2, '-2'], ['!BulkheadFullError', '=2'])).toBeUndefined()
  })

  it('may wait for one that is let in', async () => {
    const line = { max_concurrent: 1, max_waiting: 1 }
    expect(await judged(line, 2, [began1, '-1', began2, '-2'], ['=1', '=2'])).toBeUndefined()
  })

  it('run together up to the limit, and no more of them', async () => {
    const pair = [began1, began2, '-1', '-2']
    expect(await judged(two, 2, pair, ['=1', '=2'])).toBeUndefined()
    expect(await judged(one, 2, pair, ['=1', '=2'])).toBe(0)
    const three = [began1, began2, '-1', began3, '-2', '-3']
    expect(await judged(two, 3, three, ['=1', '=2', '=3'])).toBeUndefined()
    expect(await judged(two, 3, [began1, began2, began3, '-1', '-2', '-3'], ['=1', '=2', '=3'])).toBe(0)
  })

  it('are not turned away while there is room for all', async () => {
    expect(await judged(two, 2, [began1, '-1'], ['=1', '!BulkheadFullError'])).toBe(0)
    // Where three call, each of two may be let in before the third.
    expect(
      await judged(two, 3, [began1, began3, '-1', '-3'], ['=1', '!BulkheadFullError', '=3']),
    ).toBeUndefined()
  })

  it('leave no place taken', async () => {
    expect(await judged(two, 2, [began1, '-1', began2, '-2'], ['=1', '=2'], '=1')).toBe(1)
  })

  it('do not change what each of them gives', async () => {
    expect(await judged(two, 2, [began1, '-1', began2, '-2'], ['=1', '=1'])).toBe(0)
  })
})

describe('calls of a coalescer side by side', () => {
  const get = (gives: number): SideCall => ({ method: 'get', args: ['a', handed('load', gives)] })
  const judged = (runs: string[], calls: string[]) =>
    divergence('request-coalescing', {}, [sideBySide([get(1), get(2)])], [together(calls, runs)])

  it('may share a load, or load one after the other', async () => {
    expect(await judged(['+2 load("a")', '-2'], ['=2', '=2'])).toBeUndefined()
    expect(await judged(['+1 load("a")', '-1', '+2 load("a")', '-2'], ['=1', '=2'])).toBeUndefined()
  })

  it('never load the same key at the same time', async () => {
    expect(await judged(['+1 load("a")', '+2 load("a")', '-1', '-2'], ['=1', '=2'])).toBe(0)
  })
})

describe('calls of a circuit breaker side by side', () => {
  const options = { failure_threshold: 1, reset_timeout_ms: 10, half_open_max_calls: 1, success_threshold: 1 }
  const fails: Operation = { op: 'call', on: 0, outcome: 'error', durationMs: 0 }
  const state: Operation = { op: 'state', on: 0 }
  const trials = sideBySide([
    { outcome: 'ok', yields: 0 },
    { outcome: 'ok', yields: 0 },
  ])
  const judged = (runs: string[], calls: string[]) =>
    divergence(
      'circuit-breaker',
      options,
      [fails, { op: 'advance', ms: 10 }, trials, state],
      ['error', null as never, together(calls, runs), '=closed'],
    )

  it('are trials of which one is let through at a time', async () => {
    expect(await judged(['+1 fn()', '-1'], ['value', 'rejected'])).toBeUndefined()
    expect(await judged(['+1 fn()', '-1', '+2 fn()', '-2'], ['value', 'value'])).toBeUndefined()
    expect(await judged(['+1 fn()', '+2 fn()', '-1', '-2'], ['value', 'value'])).toBe(2)
  })
})

describe('sequences of calls side by side', () => {
  it.each(['bulkhead', 'request-coalescing', 'circuit-breaker', 'token-bucket'])(
    'have a meeting of several each: %s',
    async (slug) => {
      const contract = contractOf(slug)
      const made = sequencesSideBySide((await randomSequences(contract))(1), contract)
      expect(made.length).toBeGreaterThan(100)
      const meets = (op: Operation): boolean => op.op === 'together' && op.calls.length > 1
      expect(made.filter(({ ops }) => !ops.some(meets))).toEqual([])
    },
  )
})

describe('what calls side by side showed', () => {
  it('is compared without regard to how a driver writes JSON', () => {
    expect(normalized(together(['={"b": 1, "a": 2.0}'], ['+1 load("a",1.0)', '-1']))).toBe(
      together(['={"a":2,"b":1}'], ['+1 load("a",1)', '-1']),
    )
  })
})

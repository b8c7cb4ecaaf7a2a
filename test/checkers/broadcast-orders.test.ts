import { describe, expect, it } from 'vitest'
import { checkCausalBroadcast } from '../../src/checkers/broadcast/causal.ts'
import { checkTotalOrder } from '../../src/checkers/broadcast/total-order.ts'
import type { Operation } from '../../src/history/operation.ts'
import { RandomStream } from '../../src/lib/prng.ts'
import { agree } from './helpers/agree.ts'
import { howMany } from './helpers/how-many.ts'
import { inTurn, kinds, type Plain, type Told, type Turn, tell } from './helpers/tell.ts'

const say = (process: number, message: Plain) => ['ok', process, 'broadcast', message] as const
const get = (process: number, message: Plain) => ['ok', process, 'deliver', null, message] as const
const log = (process: number, ...messages: Plain[]) => ['ok', process, 'read', null, messages] as const
const last = (process: number, ...messages: Plain[]) => ['final', process, 'read', null, messages] as const

const total = (...told: readonly Turn[]) => checkTotalOrder(inTurn(...told))
const causal = (...told: readonly Turn[]) => checkCausalBroadcast(inTurn(...told))

describe('total order', () => {
  it('is one log, of which each process has a beginning', () => {
    const result = total(
      say(0, 'a'),
      say(1, 'b'),
      get(0, 'b'),
      get(1, 'b'),
      get(1, 'a'),
      get(2, 'b'),
      get(2, 'a'),
    )
    expect(result).toMatchObject({ valid: true, stats: { 'longest-log': 2, 'shared-count': 2 } })
    expect(total(say(0, 1), say(0, 2), log(0, 2), log(1, 2, 1), log(0, 2, 1)).valid).toBe(true)
  })

  it('is not two orders', () => {
    const result = total(say(0, 'a'), say(1, 'b'), log(2, 'a', 'b'), log(3, 'b', 'a'))
    expect(kinds(result)).toEqual(['order'])
    expect(result.reason).toContain('each delivered the other message later: two orders')
  })

  it('skips nothing, and has no two beginnings', () => {
    expect(kinds(total(say(0, 1), say(0, 2), log(1, 1, 2), log(2, 2)))).toEqual(['skipped'])
    expect(kinds(total(say(0, 1), say(0, 2), log(1, 1), log(2, 2)))).toEqual(['diverged'])
  })

  it('delivers a message once, and only what was broadcast before', () => {
    expect(kinds(total(say(0, 1), say(0, 2), get(1, 1), get(1, 1), get(2, 1)))).toEqual(['duplicated'])
    expect(kinds(total(say(0, 1), log(1, 1, 9), log(2, 1, 9)))).toEqual(['never-broadcast'])
    expect(kinds(total(log(1, 1), say(0, 1), log(2, 1)))).toEqual(['before-broadcast'])
    expect(kinds(total(['fail', 0, 'broadcast', 1], log(1, 1), log(2, 1)))).toEqual(['failed-broadcast'])
  })

  it('only adds to a log', () => {
    expect(kinds(total(say(0, 1), say(0, 2), log(1, 1, 2), log(1, 2, 1)))).toEqual(['rewritten'])
    expect(kinds(total(say(0, 1), say(0, 2), log(1, 1, 2), log(1, 1)))).toEqual(['rewritten'])
  })

  it('has everything in final reads', () => {
    const told = [say(0, 1), say(0, 2), say(0, 3), last(1, 1, 2, 3)] as const
    expect(total(...told, last(2, 1, 2, 3)).valid).toBe(true)
    const result = total(...told, last(2, 1, 2))
    expect(kinds(result)).toEqual(['missed-at-the-end'])
    expect(result.reason).toContain('The final read of process 2 (event 8, at 0.009 s) does not have 3')
  })

  it('may drop a broadcast of which nobody knows, unless somebody delivered it', () => {
    const unknown = ['info', 9, 'broadcast', 3] as const
    const both = [say(0, 1), say(0, 2), unknown] as const
    expect(total(...both, last(1, 1, 2), last(2, 1, 2)).valid).toBe(true)
    expect(total(...both, last(1, 1, 2, 3), last(2, 1, 2)).valid).toBe(false)
  })

  it('can be asked to be causal as well', () => {
    const history = inTurn(say(0, 1), say(0, 2), log(1, 2, 1), log(2, 2, 1))
    expect(checkTotalOrder(history).valid).toBe(true)
    expect(kinds(checkTotalOrder(history, { consistency: 'causal' }))).toEqual(['causal-order'])
  })

  it('is unknown when no two messages were delivered twice', () => {
    expect(total(say(0, 1), say(0, 2), log(1, 1, 2)).valid).toBe('unknown')
    expect(total(say(0, 1), log(1, 1), log(2, 1)).valid).toBe('unknown')
  })

  it('names a message that was broadcast twice, and a read that gives no list', () => {
    expect(() => total(say(0, 1), say(1, 1))).toThrow('each message to be broadcast once')
    expect(() => total(['ok', 0, 'read', null, 4])).toThrow('the list of messages delivered so far')
  })
})

describe('causal order', () => {
  it('delivers concurrent messages in any order', () => {
    const result = causal(
      say(0, 'a'),
      get(1, 'a'),
      say(1, 'b'),
      say(2, 'c'),
      get(3, 'a'),
      get(3, 'c'),
      get(3, 'b'),
      get(4, 'c'),
      get(4, 'a'),
    )
    expect(result).toMatchObject({ valid: true, stats: { 'causal-pair-count': 1 } })
  })

  it('delivers no answer before its question, nor without it', () => {
    const told = [say(0, 'why'), get(1, 'why'), say(1, 'because')] as const
    const result = causal(...told, get(2, 'because'), get(2, 'why'))
    expect(kinds(result)).toEqual(['causal-order'])
    expect(result.reason).toContain('delivered "because" before "why", which process 1')
    expect(kinds(causal(...told, get(2, 'because')))).toEqual(['causal-gap'])
  })

  it('keeps the order in which a process broadcast', () => {
    expect(kinds(causal(say(0, 1), say(0, 2), log(1, 2, 1)))).toEqual(['causal-order'])
  })

  it('follows causes over several processes', () => {
    const told = [say(0, 1), get(1, 1), say(1, 2), get(2, 1), get(2, 2), say(2, 3)] as const
    expect(causal(...told, log(4, 1, 2, 3)).valid).toBe(true)
    expect(kinds(causal(...told, log(4, 2, 1, 3)))).toEqual(['causal-order'])
    expect(kinds(causal(...told, log(4, 1, 3)))).toEqual(['causal-gap'])
  })

  it('is unknown when nothing depends on anything', () => {
    expect(causal(say(0, 1), say(1, 2), log(2, 1, 2)).valid).toBe('unknown')
  })
})

type Sent = readonly [process: number, message: number, after: readonly number[]]

/** Random broadcasts and deliveries; some of them keep causal order, some do not. */
function randomBroadcasts(seed: number, isCorrect: boolean): Operation[] {
  const draws = new RandomStream(seed, 'broadcasts')
  let n = 0
  const draw = (bound: number) => draws.integer(n++, bound)
  const told: Told[] = []
  const sent: Sent[] = []
  const has = Array.from({ length: 3 }, () => new Set<number>())
  const knows = Array.from({ length: 3 }, () => new Set<number>())
  for (let step = 0; step < 14; step += 1) {
    const process = draw(3)
    const [own, known] = [has[process], knows[process]]
    if (!own || !known) continue
    if (draw(3) === 0) {
      sent.push([process, sent.length, [...known]])
      known.add(sent.length - 1)
      told.push(
        ['invoke', process, 'broadcast', sent.length - 1],
        ['ok', process, 'broadcast', sent.length - 1],
      )
      continue
    }
    const ready = sent.filter(
      ([, message, after]) => !own.has(message) && (!isCorrect || after.every((one) => own.has(one))),
    )
    const next = ready[draw(Math.max(1, ready.length))]
    if (!next) continue
    own.add(next[1])
    known.add(next[1])
    told.push(['invoke', process, 'deliver', null], ['ok', process, 'deliver', next[1]])
  }
  return tell(...told)
}

/** The definition: of each delivery, all that its sender had broadcast or delivered before, in full. */
function isCausallyOrdered(operations: readonly Operation[]): boolean {
  const known = new Map<unknown, Set<unknown>>()
  const past = new Map<unknown, Set<unknown>>()
  return operations.every((one) => {
    const mine = known.get(one.process) ?? new Set()
    known.set(one.process, mine)
    if (one.f === 'broadcast') {
      past.set(one.input, new Set(mine))
      mine.add(one.input)
      return true
    }
    const delivered = new Set<unknown>(
      operations
        .filter((two) => two.f === 'deliver' && two.process === one.process && two.call < one.call)
        .map((two) => two.output),
    )
    mine.add(one.output)
    return [...(past.get(one.output) ?? [])].every((cause) => delivered.has(cause))
  })
}

/** The definition for total order: no two processes whose logs part. */
function isTotallyOrdered(operations: readonly Operation[]): boolean {
  const logs = new Map<unknown, unknown[]>()
  for (const one of operations) {
    if (one.f === 'deliver') logs.set(one.process, [...(logs.get(one.process) ?? []), one.output])
  }
  return [...logs.values()].every((a) =>
    [...logs.values()].every((b) => a.every((message, at) => at >= b.length || b[at] === message)),
  )
}

describe('random broadcasts', () => {
  const count = howMany(1200)

  it('are judged as the definitions have it', () => {
    const wrong = { causal: 0, total: 0 }
    for (let seed = 0; seed < count; seed += 1) {
      const operations = randomBroadcasts(seed, seed % 3 === 0)
      const [isCausal, isTotal] = [isCausallyOrdered(operations), isTotallyOrdered(operations)]
      if (!isCausal) wrong.causal += 1
      if (!isTotal) wrong.total += 1
      agree(seed, checkCausalBroadcast(operations).valid !== false, isCausal)
      agree(seed, checkTotalOrder(operations).valid !== false, isTotal)
      if (seed % 3 === 0) agree(seed, isCausal, true)
    }
    expect(Math.min(wrong.causal, wrong.total)).toBeGreaterThan(count / 20)
    expect(wrong.causal).toBeLessThan((count * 2) / 3)
  })
})

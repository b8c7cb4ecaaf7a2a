import { describe, expect, it } from 'vitest'
import { checkLeaderElection } from '../../src/checkers/lock/leader-election.ts'
import { checkLock } from '../../src/checkers/lock/lock.ts'
import type { Operation } from '../../src/history/operation.ts'
import { RandomStream } from '../../src/lib/prng.ts'
import { agree } from './helpers/agree.ts'
import { howMany } from './helpers/how-many.ts'
import { inTurn, kinds, type Plain, type Told, type Turn, tell } from './helpers/tell.ts'

const acquire = (process: number, token: Plain) => ['ok', process, 'acquire', null, token] as const
const release = (process: number, token: Plain) => ['ok', process, 'release', token] as const
const write = (process: number, token: number) => ['ok', process, 'write', { token, value: 'x' }] as const
const refused = (process: number, token: number) => ['fail', process, 'write', { token, value: 'x' }] as const

const found = (...told: readonly Turn[]) => kinds(checkLock(inTurn(...told)))

describe('a lock with fencing tokens', () => {
  it('is held by one after the other, and the store keeps to the order of tokens', () => {
    const result = checkLock(
      inTurn(acquire(0, 1), write(0, 1), release(0, 1), acquire(1, 2), write(1, 2), refused(0, 1)),
    )
    expect(result).toMatchObject({ valid: true, stats: { 'grant-count': 2, 'write-count': 2 } })
  })

  it('has no store that accepts a smaller token after a larger one', () => {
    const lease = { token: 1, 'lease-ms': 3 }
    const result = checkLock(
      inTurn(
        acquire(0, lease),
        acquire(2, { token: 7, 'lease-ms': 9 }),
        acquire(1, { token: 8, 'lease-ms': 9 }),
        write(1, 8),
        write(0, 1),
      ),
    )
    expect(kinds(result)).toContain('stale-token-accepted')
    expect(result.reason).toContain(
      'accepted token 1 from process 0 (event 8, at 0.009 s) after it had accepted 8',
    )
  })

  it('forgives writes that overlap: nobody knows which came first', () => {
    const history = tell(
      ['invoke', 0, 'write', { token: 1 }],
      ['invoke', 1, 'write', { token: 2 }],
      ['ok', 1, 'write', { token: 2 }],
      ['ok', 0, 'write', { token: 1 }],
    )
    expect(checkLock(history).valid).toBe(true)
  })

  it('has no two holders, until the release is asked for', () => {
    expect(found(acquire(0, 1), acquire(1, 2), release(0, 1))).toEqual(['two-holders'])
    const history = tell(
      ['invoke', 0, 'acquire'],
      ['ok', 0, 'acquire', 1],
      ['invoke', 1, 'acquire'],
      ['invoke', 0, 'release', 1],
      ['ok', 1, 'acquire', 2],
      ['ok', 0, 'release', 1],
    )
    expect(checkLock(history).valid).toBe(true)
  })

  it('has a lease that ends by itself, counted from the call', () => {
    const lease = (ms: number) => ({ token: 1, 'lease-ms': ms })
    expect(found(acquire(0, lease(2)), acquire(1, 2))).toEqual([])
    expect(found(acquire(0, lease(4)), acquire(1, 2))).toEqual(['two-holders'])
  })

  it('gives tokens that grow, each once', () => {
    expect(found(acquire(0, 5), release(0, 5), acquire(1, 4))).toEqual(['token-not-increasing'])
    expect(found(acquire(0, 5), release(0, 5), acquire(1, 5))).toEqual(['token-reused'])
    const history = tell(
      ['invoke', 0, 'acquire', { lock: 'a' }],
      ['invoke', 1, 'acquire', { lock: 'a' }],
      ['ok', 0, 'acquire', { token: 3, lock: 'a', 'lease-ms': 1 }],
      ['ok', 1, 'acquire', { token: 3, lock: 'a', 'lease-ms': 1 }],
    )
    expect(kinds(checkLock(history))).toEqual(['token-reused'])
  })

  it('has no store that accepts a token which nobody was given', () => {
    expect(found(acquire(0, 1), release(0, 1), acquire(1, 2), write(1, 3))).toEqual(['token-never-granted'])
  })

  it('tells several locks apart', () => {
    const of = (process: number, lock: string) =>
      ['ok', process, 'acquire', { lock }, { lock, token: 1 }] as const
    expect(found(of(0, 'a'), of(1, 'b'))).toEqual([])
    expect(found(of(0, 'a'), of(1, 'a'))).toEqual(['token-reused', 'two-holders'])
  })

  it('is unknown when nobody else ever wanted it', () => {
    expect(checkLock(inTurn(acquire(0, 1), write(0, 1))).valid).toBe('unknown')
  })

  it('takes a token from what was asked of the store, not from its answer', () => {
    const answered = (process: number, token: number, version: number) =>
      ['ok', process, 'write', { token }, version] as const
    expect(found(answered(0, 1, 9), answered(1, 2, 8))).toEqual([])
    expect(found(answered(0, 2, 8), answered(1, 1, 9))).toEqual(['stale-token-accepted'])
  })

  it('names a write without a token', () => {
    expect(() => checkLock(inTurn(['ok', 0, 'write', { value: 3 }]))).toThrow('a write that carries a token')
  })
})

/** A lock service with leases, clients that pause, and a store that checks tokens, or one of them wrong. */
function randomLock(seed: number, fault: 'none' | 'no-fencing' | 'no-exclusion' | 'same-token'): Operation[] {
  const draws = new RandomStream(seed, 'lock')
  let n = 0
  const draw = (bound: number) => draws.integer(n++, bound)
  const told: Told[] = []
  let token = 0
  let largest = 0
  let holder: { readonly process: number; readonly untilMs: number } | undefined
  const tokens = new Map<number, number>()
  const leaseMs = 6
  for (let step = 0; step < 16; step += 1) {
    const process = draw(3)
    const now = told.length + 1
    const mine = tokens.get(process)
    if (mine === undefined) {
      const isFree = holder === undefined || holder.untilMs < now || fault === 'no-exclusion'
      if (!isFree) {
        told.push(['invoke', process, 'acquire'], ['fail', process, 'acquire'])
        continue
      }
      if (fault !== 'same-token' || token === 0) token += 1
      holder = { process, untilMs: now + leaseMs }
      tokens.set(process, token)
      told.push(['invoke', process, 'acquire'], ['ok', process, 'acquire', { token, 'lease-ms': leaseMs }])
    } else if (draw(3) > 0) {
      const isAccepted = mine >= largest || fault === 'no-fencing'
      if (isAccepted) largest = Math.max(largest, mine)
      told.push(
        ['invoke', process, 'write', { token: mine }],
        [isAccepted ? 'ok' : 'fail', process, 'write', { token: mine }],
      )
    } else {
      if (holder?.process === process) holder = undefined
      tokens.delete(process)
      told.push(['invoke', process, 'release', mine], ['ok', process, 'release', mine])
    }
  }
  return tell(...told)
}

describe('a lock in the end', () => {
  const inTheEnd = (operations: readonly Operation[], from: number) =>
    operations.map((one, at) => (at < from ? one : { ...one, final: true as const }))
  const refusedLock = (process: number) => ['fail', process, 'acquire', null] as const
  const told = [acquire(0, 1), release(0, 1), acquire(1, 2)] as const

  it('is granted when nobody can hold it any more', () => {
    const free = [...told, release(1, 2), refusedLock(2), refusedLock(2)]
    expect(kinds(checkLock(inTheEnd(inTurn(...free), 4)))).toEqual(['never-free'])
    expect(kinds(checkLock(inTurn(...free)))).toEqual([])
    expect(kinds(checkLock(inTheEnd(inTurn(...free, acquire(2, 3)), 4)))).toEqual([])
  })

  it('may be refused as long as a lease lasts, or for ever to a holder without one', () => {
    expect(kinds(checkLock(inTheEnd(inTurn(...told, refusedLock(2)), 3)))).toEqual([])
    const leased = (ms: number) =>
      [acquire(0, 1), release(0, 1), acquire(1, { token: 2, 'lease-ms': ms })] as const
    expect(kinds(checkLock(inTheEnd(inTurn(...leased(2), refusedLock(2), refusedLock(2)), 3)))).toEqual([
      'never-free',
    ])
    expect(kinds(checkLock(inTheEnd(inTurn(...leased(9), refusedLock(2), refusedLock(2)), 3)))).toEqual([])
  })
})

describe('random locks', () => {
  const count = howMany(400)

  it('are never found wrong when they are right', () => {
    for (let seed = 0; seed < count; seed += 1) {
      const result = checkLock(randomLock(seed, 'none'))
      agree(seed, result.valid === false ? result.reason : '', '')
    }
  })

  it.each([
    ['no-fencing', 'stale-token-accepted'],
    ['no-exclusion', 'two-holders'],
    ['same-token', 'token-reused'],
  ] as const)('with %s are found wrong by %s alone', (fault, kind) => {
    let wrong = 0
    for (let seed = 0; seed < count; seed += 1) {
      const result = checkLock(randomLock(seed, fault))
      if (result.valid !== false) continue
      wrong += 1
      agree(seed, kinds(result).join(), kind)
    }
    expect(wrong).toBeGreaterThan(count / 10)
  })
})

const seen = (process: number, term: number, leader: Plain) =>
  ['ok', process, 'leader', null, { term, leader }] as const

describe('leaders', () => {
  it('are one a term', () => {
    const result = checkLeaderElection(
      inTurn(seen(0, 1, 'n1'), seen(1, 2, 'n2'), seen(2, 1, 'n1'), seen(2, 3, null)),
    )
    expect(result).toMatchObject({
      valid: true,
      stats: { 'term-count': 2, 'leader-count': 2, 'leaderless-count': 1 },
    })
  })

  it('are not two in a term', () => {
    const result = checkLeaderElection(inTurn(seen(0, 4, 'n1'), ['ok', 1, 'elect', null, [4, 'n2']]))
    expect(kinds(result)).toEqual(['two-leaders'])
    expect(result.reason).toContain('In term 4 process 0 (event 0, at 0.001 s) saw "n1" lead')
  })

  it('are unknown when none was seen', () => {
    expect(checkLeaderElection(inTurn(seen(0, 1, null), ['ok', 1, 'leader', null, null])).valid).toBe(
      'unknown',
    )
    expect(checkLeaderElection(inTurn(seen(0, 1, 'n1'))).valid).toBe('unknown')
  })

  it('have a term: another shape is named', () => {
    expect(() => checkLeaderElection(inTurn(['ok', 0, 'leader', null, 'n1']))).toThrow(
      '{term: 3, leader: "n1"}',
    )
  })
})

const lastSeen = (process: number, term: number, leader: Plain) =>
  ['final', process, 'leader', `n${process}`, { term, leader }] as const
const cutOff = (node: string) => ['final', 0, 'isolate', { node, from: [] }] as const
const foundIn = (...told: readonly Turn[]) => kinds(checkLeaderElection(inTurn(...told)))

describe('progress', () => {
  it('is that everyone comes to know a leader in the end', () => {
    const told = [seen(0, 1, 'n1'), lastSeen(0, 1, null), lastSeen(1, 1, 'n1')] as const
    expect(foundIn(...told)).toEqual(['no-leader-at-the-end'])
    expect(foundIn(...told, lastSeen(0, 1, 'n1'))).toEqual([])
    expect(foundIn(seen(0, 1, 'n1'), seen(1, 1, null), lastSeen(1, 1, 'n1'))).toEqual([])
  })

  it('is that nobody is left in a term that had been over before', () => {
    const told = [seen(0, 3, 'n1'), lastSeen(1, 2, 'n2'), lastSeen(0, 3, 'n1')] as const
    expect(foundIn(...told)).toEqual(['stale-at-the-end'])
    expect(foundIn(...told, lastSeen(1, 3, 'n1'))).toEqual([])
    expect(foundIn(lastSeen(0, 3, 'n1'), lastSeen(1, 2, 'n2'))).toEqual([])
  })

  it('is that the others find a new leader when theirs is gone', () => {
    const before = [lastSeen(0, 1, 'n1'), lastSeen(1, 1, 'n1'), lastSeen(2, 1, 'n1')] as const
    const told = [...before, cutOff('n1'), lastSeen(0, 1, 'n1'), lastSeen(2, 2, 'n2')] as const
    expect(foundIn(...told)).toEqual(['no-new-leader'])
    expect(foundIn(...told, lastSeen(0, 2, 'n2'), lastSeen(1, 1, 'n1'))).toEqual([])
  })
})

import { describe, expect, it } from 'vitest'
import { checkAtomicCommit } from '../../src/checkers/atomic-commit/atomic-commit.ts'
import { RandomStream } from '../../src/lib/prng.ts'
import { agree } from './helpers/agree.ts'
import { howMany } from './helpers/how-many.ts'
import { inTurn, kinds, type Plain, type Turn } from './helpers/tell.ts'

type States = Readonly<Record<string, Plain>>
const YES = { n0: true, n1: true }
const NO = { n0: true, n1: false }

const transact = (
  type: 'ok' | 'fail' | 'info',
  txn: string,
  votes: Readonly<Record<string, boolean>>,
  decision: Plain = null,
  process = 0,
): Turn => [type, process, 'transact', { txn, votes }, { txn, votes, decision }]
const read = (node: number, states: States) =>
  ['ok', node, 'read', `n${node}`, { node: `n${node}`, states }] as const
const last = (node: number, states: States) =>
  ['final', node, 'read', `n${node}`, { node: `n${node}`, states }] as const

const check = (...told: readonly Turn[]) => checkAtomicCommit(inTurn(...told))
const found = (...told: readonly Turn[]) => kinds(check(...told))
const begun = [transact('ok', 'a', YES, 'commit'), transact('ok', 'b', NO, 'abort')] as const
const ends = [last(0, { a: 'commit', b: 'abort' }), last(1, { a: 'commit', b: 'abort' })] as const

describe('transactions over several nodes', () => {
  it('are committed by all or aborted by all', () => {
    expect(check(...begun, read(1, { a: 'prepared' }), ...ends)).toMatchObject({
      valid: true,
      stats: { 'commit-count': 1, 'abort-count': 1 },
    })
  })

  it('are not committed here and aborted there, whenever it is seen', () => {
    const result = check(...begun, read(1, { a: 'abort' }), ...ends)
    expect(kinds(result)).toEqual(['changed'])
    expect(found(...begun, last(0, { a: 'commit' }), last(1, { a: 'abort' }))).toEqual(['split'])
    expect(
      found(transact('ok', 'a', YES, 'abort'), last(0, { a: 'commit' }), last(1, { a: 'commit' })),
    ).toEqual(['split'])
  })

  it('do not commit what one refused, what failed for good, and what nobody began', () => {
    const both = (states: States) => [last(0, states), last(1, states)] as const
    expect(found(transact('ok', 'a', NO, 'commit'), ...both({ a: 'commit' }))).toEqual([
      'commit-against-vote',
    ])
    expect(found(transact('fail', 'a', YES), ...both({ a: 'commit' }))).toEqual(['failed-commit'])
    expect(found(...both({ z: 'abort' }))).toEqual(['never-begun'])
    expect(found(read(0, { a: 'prepared' }), ...begun, ...ends)).toEqual(['before-begun'])
  })

  it('may end either way when nobody was told how', () => {
    const unknown = transact('info', 'u', YES, null, 9)
    for (const state of ['commit', 'abort']) {
      const told = [
        last(0, { a: 'commit', b: 'abort', u: state }),
        last(1, { a: 'commit', b: 'abort', u: state }),
      ]
      expect(check(...begun, unknown, ...told).valid).toBe(true)
    }
    expect(check(...begun, unknown, ...ends).valid).toBe(true)
  })

  it('are decided in the end, and known to all that take part when they commit', () => {
    const result = check(...begun, ends[0], last(1, { a: 'prepared', b: 'abort' }))
    expect(kinds(result)).toEqual(['undecided'])
    expect(result.reason).toContain('"n1" still waits for a decision')
    expect(found(...begun, ends[0], last(1, { b: 'abort' }))).toEqual(['missed'])
    expect(found(...begun, last(0, { a: 'commit' }), last(1, { a: 'commit' }), last(2, {}))).toEqual([])
  })

  it('are judged by the last of the final reads: a node may be late', () => {
    expect(found(...begun, last(1, { a: 'prepared' }), ...ends)).toEqual([])
  })

  it('may wait for a decision until the end', () => {
    expect(found(...begun, read(1, { a: 'prepared' }), last(0, { a: 'commit' }), last(2, {}))).toEqual([])
  })

  it('have no other states', () => {
    expect(found(...begun, read(0, { a: 'maybe' }), ...ends)).toEqual(['no-such-state'])
    expect(found(transact('ok', 'c', YES, 'prepared'), ...begun, ...ends)).toEqual(['no-such-state'])
  })

  it('are unknown when none commits, none is refused, or nobody looks in the end', () => {
    expect(check().valid).toBe('unknown')
    expect(check(...begun).valid).toBe('unknown')
    const aborted = [last(0, { a: 'abort' }), last(1, { a: 'abort' })] as const
    expect(check(transact('ok', 'a', YES, 'abort'), ...aborted).valid).toBe('unknown')
    const committed = [last(0, { a: 'commit' }), last(1, { a: 'commit' })] as const
    expect(check(transact('ok', 'a', YES, 'commit'), ...committed).valid).toBe('unknown')
  })

  it('want votes and states', () => {
    expect(() => check(['ok', 0, 'transact', 7])).toThrow('votes')
    expect(() => check(['ok', 0, 'read', 'n0', 7])).toThrow('states')
  })
})

interface Told {
  readonly turns: readonly Turn[]
  /** Transactions that all know to be committed. */
  readonly committed: readonly string[]
}

/** Nodes that learn decisions late, and clients of which some are told nothing. */
function randomRight(seed: number): Told {
  const draws = new RandomStream(seed, 'commits')
  let n = 0
  const draw = (bound: number) => draws.integer(n++, bound)
  const states = [0, 1, 2].map((): Record<string, string> => ({}))
  const decisions = new Map<string, { readonly decision: string; readonly nodes: readonly number[] }>()
  const turns: Turn[] = []
  const learn = (node: number) => {
    for (const [txn, { decision, nodes }] of decisions)
      if (nodes.includes(node)) (states[node] ?? {})[txn] = decision
  }
  for (let step = 0; step < 16; step += 1) {
    if (draw(3) === 0) {
      const node = draw(3)
      if (draw(2) === 0) learn(node)
      turns.push(read(node, { ...states[node] }))
      continue
    }
    const txn = `t${step}`
    const nodes = draw(2) === 0 ? [0, 1, 2] : [draw(2), 2]
    const votes = Object.fromEntries(nodes.map((node) => [`n${node}`, draw(5) > 0]))
    const isYes = Object.values(votes).every((one) => one)
    const type = (['ok', 'ok', 'ok', 'info', 'fail'] as const)[draw(5)] ?? 'ok'
    const isCommit = isYes && type !== 'fail' && draw(5) > 0
    for (const node of nodes) if (votes[`n${node}`]) (states[node] ?? {})[txn] = 'prepared'
    // Of a transaction that aborts early a participant may never hear.
    decisions.set(txn, { decision: isCommit ? 'commit' : 'abort', nodes })
    turns.push(transact(type, txn, votes, isCommit ? 'commit' : 'abort', type === 'info' ? 10 + step : 0))
  }
  for (const node of [0, 1, 2]) {
    learn(node)
    turns.push(last(node, { ...states[node] }))
  }
  const committed = [...decisions].filter(([, { decision }]) => decision === 'commit').map(([txn]) => txn)
  return { turns, committed }
}

/** The same, but for one state in the last final read. */
function spoiled({ turns }: Told, txn: string, state: string | undefined): Turn[] {
  const [type, process, f, input, output] = turns[turns.length - 1] as Turn
  const { states } = output as { readonly states: States }
  const { [txn]: _, ...others } = states
  const changed = state === undefined ? others : { ...others, [txn]: state }
  return [...turns.slice(0, -1), [type, process, f, input ?? null, { node: 'n2', states: changed }]]
}

describe('random transactions', () => {
  it('are never found wrong, and are found wrong when the last node says otherwise of one', () => {
    const judged = { valid: 0, spoiled: 0 }
    const runs = howMany(400)
    for (let seed = 0; seed < runs; seed += 1) {
      const told = randomRight(seed)
      const { valid, reason } = check(...told.turns)
      if (valid === false) expect({ seed, reason }).toBeUndefined()
      if (valid === true) judged.valid += 1
      const [txn] = told.committed
      if (txn === undefined) continue
      judged.spoiled += 1
      for (const state of ['abort', 'prepared']) agree(seed, check(...spoiled(told, txn, state)).valid, false)
      const isTold = told.turns.some(
        ([type, , f, , out]) => type === 'ok' && f === 'transact' && (out as { txn: string }).txn === txn,
      )
      if (isTold) agree(seed, check(...spoiled(told, txn, undefined)).valid, false)
    }
    expect(judged.valid / runs).toBeGreaterThan(0.62)
    expect(judged.spoiled / runs).toBeGreaterThan(0.87)
  })
})

import { describe, expect, it } from 'vitest'
import { setFull } from '../../src/checkers/set-full/set-full.ts'
import type { Operation } from '../../src/history/operation.ts'
import { RandomStream } from '../../src/lib/prng.ts'
import { agree } from './helpers/agree.ts'
import { canBeOrdered } from './helpers/brute-order.ts'
import { howMany } from './helpers/how-many.ts'
import { inTurn, kinds, type Told, tell } from './helpers/tell.ts'

const check = setFull('set-full')
const linearizable = (operations: readonly Operation[]) => check(operations, { consistency: 'linearizable' })

describe('a set that only grows', () => {
  it('is valid when every read from some time on sees what was acknowledged', () => {
    const result = check(
      inTurn(['ok', 0, 'add', 1], ['ok', 1, 'read', null, []], ['ok', 0, 'read', null, [1]]),
    )
    expect(result).toMatchObject({
      valid: true,
      stats: { 'stable-count': 1, 'stale-count': 1, 'lost-count': 0, 'stable-latency-ms-1': 1 },
    })
    expect(result.reason).toContain('1 were seen late, 1 latest, by 1 ms')
  })

  it('has lost an element that was acknowledged and that no read sees', () => {
    const result = check(
      inTurn(['ok', 0, 'broadcast', 1], ['ok', 0, 'broadcast', 2], ['ok', 1, 'read', null, [2]]),
    )
    expect(result).toMatchObject({ valid: false, stats: { 'lost-count': 1, 'stable-count': 1 } })
    expect(kinds(result)).toEqual(['lost'])
    expect(result.reason).toContain('Process 0 (event 0, at 0.001 s) was told that 1 was added')
  })

  it('has lost an element that was seen once, although nobody knows how its add ended', () => {
    const result = check(
      inTurn(['info', 0, 'add', 1], ['ok', 1, 'read', null, [1]], ['ok', 1, 'read', null, []]),
    )
    expect(kinds(result)).toEqual(['lost'])
    expect(result.reason).toContain('saw 1')
  })

  it('holds nothing against a read that began before the add was acknowledged', () => {
    const operations = tell(
      ['invoke', 0, 'add', 1],
      ['invoke', 1, 'read'],
      ['ok', 0, 'add', 1],
      ['ok', 1, 'read', []],
      ['invoke', 2, 'read'],
      ['ok', 2, 'read', [1]],
    )
    expect(check(operations)).toMatchObject({ valid: true, stats: { 'stale-count': 0 } })
    expect(linearizable(operations).valid).toBe(true)
  })

  it('is unknown when nobody looked after the add', () => {
    const result = check(inTurn(['ok', 1, 'read', null, []], ['ok', 0, 'add', 1]))
    expect(result).toMatchObject({ valid: 'unknown', stats: { 'never-read-count': 1 } })
    expect(result.reason).toContain('No read began after')
  })

  it('is unknown when no read completed, and when nothing was added', () => {
    expect(check(inTurn(['ok', 0, 'add', 1])).reason).toContain('No read completed')
    expect(check(inTurn(['ok', 0, 'read', null, []])).valid).toBe('unknown')
    expect(check(inTurn(['fail', 0, 'add', 1], ['ok', 1, 'read', null, []])).valid).toBe('unknown')
  })

  it('shows no element twice in one read', () => {
    const result = check(inTurn(['ok', 0, 'add', 7], ['ok', 1, 'read', null, [7, 7, 7]]))
    expect(kinds(result)).toEqual(['duplicated'])
    expect(result.reason).toContain('saw 7 3 times in one read')
  })

  it('shows no element that nobody added, that is added only later, or whose add failed', () => {
    expect(kinds(check(inTurn(['ok', 0, 'add', 1], ['ok', 1, 'read', null, [1, 9]])))).toEqual([
      'never-added',
    ])
    expect(
      kinds(check(inTurn(['ok', 1, 'read', null, [1]], ['ok', 0, 'add', 1], ['ok', 1, 'read', null, [1]]))),
    ).toEqual(['seen-before-added'])
    expect(kinds(check(inTurn(['fail', 0, 'add', 1], ['ok', 1, 'read', null, [1]])))).toEqual(['failed-add'])
  })

  it('misses nothing in a final read, even when a later one elsewhere has it', () => {
    const result = check(
      inTurn(['ok', 0, 'add', 1], ['final', 1, 'read', null, []], ['final', 2, 'read', null, [1]]),
    )
    expect(kinds(result)).toEqual(['missed-at-the-end'])
    expect(result.counterexample).toHaveLength(2)
  })

  it('says that texts of digits are the reason when they are', () => {
    const result = check(inTurn(['ok', 0, 'add', 4], ['ok', 1, 'read', null, ['4']]))
    expect(result.valid).toBe(false)
    expect(result.reason).toContain('"4" is not 4')
    expect(check(inTurn(['ok', 0, 'add', 4], ['ok', 1, 'read', null, ['5']])).reason).not.toContain(
      'is not 4',
    )
  })

  it('names the line of a read that gives no list', () => {
    expect(() => check(inTurn(['ok', 0, 'read', null, 3]))).toThrow('set-full wants a read that gives a list')
  })
})

describe('a linearizable set', () => {
  it('has no stale read', () => {
    const result = linearizable(
      inTurn(['ok', 0, 'add', 1], ['ok', 1, 'read', null, []], ['ok', 0, 'read', null, [1]]),
    )
    expect(kinds(result)).toEqual(['stale'])
  })

  it('has no two reads of which each sees what the other misses', () => {
    const result = linearizable(
      tell(
        ['invoke', 0, 'add', 1],
        ['invoke', 1, 'add', 2],
        ['invoke', 2, 'read'],
        ['invoke', 3, 'read'],
        ['ok', 2, 'read', [1]],
        ['ok', 3, 'read', [2]],
        ['ok', 0, 'add', 1],
        ['ok', 1, 'add', 2],
        ['invoke', 2, 'read'],
        ['ok', 2, 'read', [1, 2]],
      ),
    )
    expect(kinds(result)).toEqual(['incomparable-reads'])
  })

  it('does not show a later add without an earlier one', () => {
    const result = linearizable(
      tell(
        ['invoke', 2, 'read'],
        ['invoke', 0, 'add', 1],
        ['ok', 0, 'add', 1],
        ['invoke', 0, 'add', 2],
        ['ok', 0, 'add', 2],
        ['ok', 2, 'read', [2]],
        ['invoke', 2, 'read'],
        ['ok', 2, 'read', [1, 2]],
      ),
    )
    expect(kinds(result)).toEqual(['real-time'])
  })
})

/** A set as it is, or one that is wrong now and then. */
function randomSet(seed: number): Operation[] {
  const draws = new RandomStream(seed, 'set')
  let n = 0
  const draw = (bound: number) => draws.integer(n++, bound)
  const told: Told[] = []
  const held = new Set<number>()
  const open = new Map<number, { f: string; value: number; seen: number[] | undefined }>()
  const clients = 1 + draw(3)
  const count = 2 + draw(5)
  let added = 0
  let begun = 0
  const effect = (process: number) => {
    const one = open.get(process)
    if (!one || one.seen) return
    if (one.f === 'add') held.add(one.value)
    one.seen = [...held]
  }
  while (begun < count || open.size > 0) {
    const process = draw(clients)
    const one = open.get(process)
    if (!one) {
      if (begun === count) continue
      begun += 1
      const f = draw(2) ? 'add' : 'read'
      const value = f === 'add' ? (draw(6) === 0 ? 0 : added++) : -1
      open.set(process, { f, value, seen: undefined })
      told.push(['invoke', process, f, f === 'add' ? value : null])
    } else if (draw(2)) effect(process)
    else {
      effect(process)
      let seen = one.seen ?? []
      if (draw(8) === 0) seen = seen.filter(() => draw(2) === 0)
      open.delete(process)
      told.push(['ok', process, one.f, one.f === 'add' ? one.value : seen])
    }
  }
  return tell(...told)
}

describe('against all orders', () => {
  it('says of small histories what a search of all orders says', () => {
    const count = howMany(500)
    let invalid = 0
    for (let seed = 0; seed < count; seed += 1) {
      const operations = randomSet(seed)
      const expected = canBeOrdered(operations, new Set<number>(), (state, one) => {
        if (one.f === 'add') return new Set([...state, one.input as number])
        const seen = new Set(one.output as number[])
        return seen.size === state.size && [...seen].every((value) => state.has(value)) ? state : undefined
      })
      const result = linearizable(operations)
      if (!expected) invalid += 1
      agree(seed, result.valid !== false, expected)
    }
    expect(invalid).toBeGreaterThan(count / 20)
  })
})

/** Jepsen's fates, as its docstring has them, over all reads. */
function fates(operations: readonly Operation[]) {
  const reads = operations.filter((one) => one.f === 'read' && one.outcome === 'ok')
  const elements = [...new Set(operations.filter((one) => one.f === 'add').map((one) => one.input))]
  const counts = { stable: 0, lost: 0, stale: 0, 'never-read': 0 }
  for (const element of elements) {
    const has = (one: Operation) => (one.output as unknown[]).includes(element)
    const adds = operations.filter((one) => one.f === 'add' && one.input === element && one.outcome === 'ok')
    const known = Math.min(...[...adds, ...reads.filter(has)].map((one) => one.return))
    const [present, absent] = [reads.filter(has), reads.filter((one) => !has(one))]
    const isStable = present.some((one) => absent.every((two) => two.call < one.call))
    const isLost = absent.some((one) => one.call > known && present.every((two) => two.call < one.call))
    counts[isStable ? 'stable' : isLost ? 'lost' : 'never-read'] += 1
    if (isStable && absent.some((one) => one.call > known)) counts.stale += 1
  }
  return counts
}

describe('against the definition of fates', () => {
  it('counts what is stable, stale, lost and never read', () => {
    const count = howMany(500)
    const total = { stable: 0, lost: 0, stale: 0, 'never-read': 0 }
    for (let seed = 0; seed < count; seed += 1) {
      const operations = randomSet(seed)
      const { stats = {}, lists = {} } = check(operations)
      for (const [fate, wanted] of Object.entries(fates(operations))) {
        total[fate as 'stable'] += wanted
        agree(seed, stats[`${fate}-count`], wanted)
        if (fate !== 'stable') agree(seed, lists[fate]?.length, wanted)
      }
    }
    expect(Math.min(...Object.values(total))).toBeGreaterThan(count / 50)
  })
})

/** Replicas that gossip: each client talks to its own; in the end all have heard of everything. */
function randomGossip(seed: number, isForgetful: boolean): Operation[] {
  const draws = new RandomStream(seed, 'gossip')
  let n = 0
  const draw = (bound: number) => draws.integer(n++, bound)
  const replicas = Array.from({ length: 3 }, () => new Set<number>())
  const told: Told[] = []
  const begun = new Map<number, number>()
  const isOver = new Set<number>()
  const gossip = (from: number, to: number) => {
    for (const one of replicas[from] ?? []) replicas[to]?.add(one)
  }
  for (let step = 0; step < 24; step += 1) {
    const process = draw(3)
    const replica = replicas[process]
    const value = begun.get(process)
    if (draw(3) === 0) gossip(draw(3), draw(3))
    if (!replica || isOver.has(process)) continue
    if (value === undefined && draw(2)) {
      begun.set(process, step)
      told.push(['invoke', process, 'add', step])
    } else if (value === undefined)
      told.push(['invoke', process, 'read'], ['ok', process, 'read', [...replica]])
    else {
      const outcome = (['ok', 'ok', 'ok', 'fail', 'info'] as const)[draw(5)] ?? 'ok'
      if (outcome === 'ok' || (outcome === 'info' && draw(2))) replica.add(value)
      if (outcome === 'info') isOver.add(process)
      begun.delete(process)
      told.push([outcome, process, 'add', value])
    }
  }
  for (const from of [0, 1, 2, 0, 1]) for (const to of [0, 1, 2]) gossip(from, to)
  const acknowledged = told.filter(([type, , f]) => type === 'ok' && f === 'add')
  const forgotten = acknowledged[draw(Math.max(1, acknowledged.length))]?.[3]
  for (const [at, replica] of replicas.entries()) {
    if (isForgetful && at === 1) replica.delete(forgotten as number)
    told.push(['invoke', 10 + at, 'read'], ['final', 10 + at, 'read', [...replica]])
  }
  return tell(...told)
}

describe('replicas that gossip', () => {
  it('are never found wrong, unless one forgets what was acknowledged', () => {
    const count = howMany(500)
    let [valid, forgetful] = [0, 0]
    for (let seed = 0; seed < count; seed += 1) {
      const right = check(randomGossip(seed, false))
      agree(seed, right.valid === false ? right.reason : '', '')
      if (right.valid === true) valid += 1
      const wrong = check(randomGossip(seed, true))
      if (!right.lists || JSON.stringify(right.stats) === JSON.stringify(wrong.stats)) continue
      forgetful += 1
      agree(seed, kinds(wrong).join(), 'missed-at-the-end')
    }
    expect(Math.min(valid, forgetful)).toBeGreaterThan(count / 4)
  })
})

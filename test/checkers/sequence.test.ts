import { describe, expect, it } from 'vitest'
import { checkSequence } from '../../src/checkers/sequence/sequence.ts'
import type { HistoryEvent, Operation, Value } from '../../src/history/operation.ts'
import { pairOperations } from '../../src/history/pair.ts'
import { RandomStream } from '../../src/lib/prng.ts'
import { agree } from './helpers/agree.ts'
import { howMany } from './helpers/how-many.ts'
import { inTurn, kinds, type Plain, type Turn, value } from './helpers/tell.ts'

const insert = (process: number, one: Plain, after: Plain = null, before: Plain = null) =>
  ['ok', process, 'insert', { value: one, after, before }] as const
const remove = (process: number, one: Plain) => ['ok', process, 'delete', one] as const
const read = (process: number, ...values: Plain[]) => ['ok', process, 'read', null, values] as const
const last = (process: number, ...values: Plain[]) => ['final', process, 'read', null, values] as const

const check = (...told: readonly Turn[]) => checkSequence(inTurn(...told))
const found = (...told: readonly Turn[]) => kinds(check(...told))

describe('a list that is edited at several copies', () => {
  it('is one order, in which concurrent inserts may go either way', () => {
    const edits = [insert(0, 'a'), insert(0, 'b', 'a'), insert(1, 'c', 'a')] as const
    expect(check(...edits, last(0, 'a', 'c', 'b'), last(1, 'a', 'c', 'b')).valid).toBe(true)
    expect(check(...edits, last(0, 'a', 'b', 'c'), last(1, 'a', 'b', 'c')).valid).toBe(true)
  })

  it('is not two orders', () => {
    const result = check(insert(0, 'a'), insert(1, 'b'), last(0, 'a', 'b'), last(1, 'b', 'a'))
    expect(kinds(result)).toEqual(['no-common-order'])
    expect(result.reason).toContain('saw "a" before "b"')
    expect(result.counterexample).toHaveLength(2)
  })

  it('has no order that goes round over several reads, deleted elements too', () => {
    const edits = [insert(0, 'a'), insert(0, 'b'), insert(0, 'c'), remove(0, 'b')] as const
    const reads = [read(1, 'a', 'b'), read(2, 'b', 'c'), last(0, 'c', 'a'), last(1, 'c', 'a')] as const
    const result = check(...edits, ...reads)
    expect(kinds(result)).toEqual(['no-common-order'])
    expect(result.reason.match(/saw/g)).toHaveLength(3)
  })

  it('keeps an insert between the neighbours that were asked for', () => {
    const edits = [insert(0, 'a'), insert(0, 'b', 'a'), insert(0, 'c', 'a', 'b')] as const
    expect(found(...edits, last(0, 'a', 'c', 'b'), last(1, 'a', 'c', 'b'))).toEqual([])
    expect(found(...edits, last(0, 'a', 'b', 'c'), last(1, 'a', 'b', 'c'))).toEqual(['no-common-order'])
  })

  it('binds no insert to an element that somebody may have deleted', () => {
    const edits = [insert(0, 'a'), insert(0, 'b', 'a'), remove(1, 'b'), insert(0, 'c', 'a', 'b')] as const
    expect(found(...edits, read(2, 'a', 'b', 'c'), last(0, 'a', 'c'), last(1, 'a', 'c'))).toEqual([])
  })

  it('loses no element that was acknowledged or seen, unless somebody tried to delete it', () => {
    const unknown = ['info', 7, 'insert', { value: 'b', after: null, before: null }] as const
    expect(found(insert(0, 'a'), insert(0, 'x'), last(0, 'a', 'x'), last(1, 'x'))).toEqual(['lost'])
    expect(found(insert(0, 'x'), unknown, insert(0, 'y'), last(0, 'x', 'y'), last(1, 'x', 'y'))).toEqual([])
    expect(found(insert(0, 'x'), unknown, read(0, 'x', 'b'), last(0, 'x', 'b'), last(1, 'x'))).toEqual([
      'lost',
    ])
    const attempt = ['info', 8, 'delete', 'b'] as const
    expect(
      found(insert(0, 'x'), unknown, read(0, 'x', 'b'), attempt, last(0, 'x', 'b'), last(1, 'x')),
    ).toEqual([])
  })

  it('lets an edit of unknown fate arrive while the last reads are going on', () => {
    const unknown = ['info', 7, 'insert', { value: 'b', after: null, before: null }] as const
    const edits = [insert(0, 'x'), insert(0, 'y', 'x'), unknown] as const
    const reads = [last(1, 'x', 'y'), last(0, 'x', 'y', 'b'), last(1, 'x', 'y')] as const
    expect(found(...edits, ...reads)).toEqual([])
  })

  it('does not show in the end what was deleted', () => {
    const edits = [insert(0, 'a'), insert(0, 'b', 'a'), remove(1, 'a')] as const
    expect(found(...edits, read(0, 'a', 'b'), last(0, 'b'), last(1, 'b'))).toEqual([])
    expect(found(...edits, last(0, 'a', 'b'), last(1, 'b'))).toEqual(['not-deleted'])
  })

  it('judges the last of the final reads: a copy may be late', () => {
    const edits = [insert(0, 'a'), insert(0, 'b', 'a')] as const
    expect(found(...edits, last(1, 'a'), last(0, 'a', 'b'), last(1, 'a', 'b'))).toEqual([])
  })

  it('shows nothing twice, nothing that nobody inserted, that failed, or before it began', () => {
    const ends = [last(0, 'a', 'b'), last(1, 'a', 'b')] as const
    const edits = [insert(0, 'a'), insert(0, 'b', 'a')] as const
    expect(found(...edits, read(1, 'a', 'b', 'a'), ...ends)).toContain('duplicated')
    expect(found(...edits, read(1, 'a', 'z'), ...ends)).toContain('never-inserted')
    const failed = ['fail', 3, 'insert', { value: 'z', after: null, before: null }] as const
    expect(found(...edits, failed, read(1, 'a', 'z'), ...ends)).toContain('failed-insert')
    expect(found(read(1, 'a'), ...edits, ...ends)).toEqual(['seen-before-inserted'])
  })

  it('is unknown when nothing could be compared', () => {
    expect(check().valid).toBe('unknown')
    expect(check(insert(0, 'a'), last(0, 'a'), last(1, 'a')).valid).toBe('unknown')
    expect(check(insert(0, 'a'), insert(0, 'b'), read(0, 'a', 'b'), read(1, 'a', 'b')).valid).toBe('unknown')
  })

  it('wants each value inserted once, and reads that are lists', () => {
    expect(() => check(insert(0, 'a'), insert(1, 'a'))).toThrow('each value to be inserted once')
    expect(() => check(['ok', 0, 'read', null, 7])).toThrow('the list of values')
  })
})

const permutations = <T>(items: readonly T[]): T[][] =>
  items.length === 0
    ? [[]]
    : items.flatMap((one, at) => permutations(items.toSpliced(at, 1)).map((rest) => [one, ...rest]))

type Pair = readonly [number, number]

/** The definition, tried out: whether some order of all elements keeps every pair. */
const hasOrder = (count: number, pairs: readonly Pair[]) =>
  permutations(Array.from({ length: count }, (_, at) => at)).some((order) =>
    pairs.every(([a, b]) => order.indexOf(a) < order.indexOf(b)),
  )

describe('random lists', () => {
  it('have an order exactly when one is found by trying all', () => {
    let without = 0
    const lists = howMany(1500)
    for (let seed = 0; seed < lists; seed += 1) {
      const draws = new RandomStream(seed, 'lists')
      let n = 0
      const draw = (bound: number) => draws.integer(n++, bound)
      const count = 2 + draw(4)
      const pairs: Pair[] = []
      const told: Turn[] = []
      for (let one = 0; one < count; one += 1) {
        const [after, before] = [draw(one + 1) - 1, draw(one + 1) - 1]
        const bounds = draw(2) === 0 ? [after, before] : [after, -1]
        const [a = -1, b = -1] = bounds
        if (a >= 0) pairs.push([a, one])
        if (b >= 0) pairs.push([one, b])
        told.push(insert(0, one, a < 0 ? null : a, b < 0 ? null : b))
      }
      for (let reads = 2 + draw(2); reads > 0; reads -= 1) {
        const left = Array.from({ length: count }, (_, at) => at)
        const seen: number[] = []
        for (let size = draw(count + 1); size > 0; size -= 1)
          seen.push(left.splice(draw(left.length), 1)[0] ?? 0)
        seen.forEach((later, at) => {
          for (const earlier of seen.slice(0, at)) pairs.push([earlier, later])
        })
        told.push(read(reads, ...seen))
      }
      const is = hasOrder(count, pairs)
      if (!is) without += 1
      agree(seed, !found(...told).includes('no-common-order'), is)
    }
    expect(without / lists).toBeGreaterThan(0.2)
    expect(without / lists).toBeLessThan(0.87)
  })
})

interface Made {
  readonly id: readonly [number, number]
  readonly after: Made | undefined
  readonly value: number
}

/** Copies that tell each other their edits late (Roh et al., RGA, 2011), and clients of which some answers get lost. */
function randomRight(seed: number): HistoryEvent[] {
  const draws = new RandomStream(seed, 'copies')
  let n = 0
  const draw = (bound: number) => draws.integer(n++, bound)
  const edits: ({ readonly made: Made } | { readonly gone: Made })[] = []
  const copies = Array.from({ length: 3 }, () => ({ list: [] as Made[], gone: new Set<Made>(), known: 0 }))
  const isLater = (a: Made, b: Made) => a.id[0] > b.id[0] || (a.id[0] === b.id[0] && a.id[1] > b.id[1])
  const apply = (copy: (typeof copies)[number], edit: (typeof edits)[number]) => {
    if ('gone' in edit) copy.gone.add(edit.gone)
    else if (!copy.list.includes(edit.made)) {
      let at = edit.made.after ? copy.list.indexOf(edit.made.after) + 1 : 0
      for (let next = copy.list[at]; next && isLater(next, edit.made); next = copy.list[at]) at += 1
      copy.list.splice(at, 0, edit.made)
    }
  }
  const catchUp = (copy: (typeof copies)[number], to: number) => {
    for (; copy.known < to; copy.known += 1) apply(copy, edits[copy.known] as (typeof edits)[number])
  }
  const events: HistoryEvent[] = []
  const processes = [0, 1, 2]
  const turn = (at: number, f: string, asked: Plain, answer: Plain, isFinal = false) => {
    const process = processes[at] ?? 0
    const type = !isFinal && f !== 'read' && draw(10) === 0 ? 'info' : 'ok'
    if (type === 'info') processes[at] = process + 3
    const final = isFinal ? { final: true } : {}
    events.push({ type: 'invoke', process, f, value: value(asked), ...final })
    events.push({ type, process, f, value: value(type === 'ok' ? answer : asked), ...final })
  }
  for (let step = 0; step < 24; step += 1) {
    const at = draw(3)
    const copy = copies[at] as (typeof copies)[number]
    catchUp(copy, copy.known + draw(edits.length - copy.known + 1))
    const seen = copy.list.filter((one) => !copy.gone.has(one))
    const what = draw(4)
    if (what === 0)
      turn(
        at,
        'read',
        null,
        seen.map((one) => one.value),
      )
    else if (what === 1 && seen.length > 0) {
      const gone = seen[draw(seen.length)] as Made
      edits.push({ gone })
      apply(copy, { gone })
      turn(at, 'delete', gone.value, gone.value)
    } else {
      const place = draw(seen.length + 1)
      const made = { id: [step + 1, at] as const, after: seen[place - 1], value: step }
      edits.push({ made })
      apply(copy, { made })
      const asked = {
        value: step,
        after: seen[place - 1]?.value ?? null,
        before: seen[place]?.value ?? null,
      }
      turn(at, 'insert', asked, asked)
    }
  }
  for (const [at, copy] of copies.entries()) {
    catchUp(copy, edits.length)
    turn(
      at,
      'read',
      null,
      copy.list.filter((one) => !copy.gone.has(one)).map((one) => one.value),
      true,
    )
  }
  return events
}

/** The same, but for what the last final read shows. */
function withLastRead(
  events: readonly HistoryEvent[],
  change: (values: readonly Value[]) => Value[],
): Operation[] {
  const [end] = events.slice(-1)
  return pairOperations([
    ...events.slice(0, -1),
    { ...(end as HistoryEvent), value: change((end as HistoryEvent).value as readonly Value[]) },
  ])
}

describe('copies that tell each other late', () => {
  it('are never found wrong, and are found wrong when the last of them shows something else', () => {
    const judged = { valid: 0, unknown: 0, swapped: 0, dropped: 0 }
    const runs = howMany(400)
    for (let seed = 0; seed < runs; seed += 1) {
      const events = randomRight(seed)
      const { valid, reason } = checkSequence(pairOperations(events))
      if (valid === false) expect({ seed, reason }).toBeUndefined()
      judged[valid === true ? 'valid' : 'unknown'] += 1
      const held = (events[events.length - 1] as HistoryEvent).value as readonly Value[]
      if (held.length < 2) continue
      const swapped = withLastRead(events, ([a = null, b = null, ...rest]) => [b, a, ...rest])
      agree(seed, checkSequence(swapped).valid, false)
      judged.swapped += 1
      const isSure = events.some(
        ({ type, f, value: told }) =>
          type === 'ok' && f === 'insert' && told instanceof Map && told.get('value') === held[0],
      )
      const isTouched = events.some(({ f, value: told }) => f === 'delete' && told === held[0])
      if (!isSure || isTouched) continue
      agree(seed, checkSequence(withLastRead(events, (values) => values.slice(1))).valid, false)
      judged.dropped += 1
    }
    expect(judged.valid / runs).toBeGreaterThan(0.75)
    expect(Math.min(judged.swapped, judged.dropped) / runs).toBeGreaterThan(0.62)
  })
})

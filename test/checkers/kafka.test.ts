import { describe, expect, it } from 'vitest'
import { checkKafka } from '../../src/checkers/kafka/kafka.ts'
import type { Operation } from '../../src/history/operation.ts'
import { RandomStream } from '../../src/lib/prng.ts'
import { agree } from './helpers/agree.ts'
import { howMany } from './helpers/how-many.ts'
import { inTurn, kinds, type Plain, type Told, type Turn, tell } from './helpers/tell.ts'

const send = (process: number, key: string, message: Plain, offset: number | null) =>
  ['ok', process, 'send', [['send', key, message]], [['send', key, [offset, message]]]] as const

const poll = (process: number, logs: { readonly [key: string]: Plain }) =>
  ['ok', process, 'poll', [['poll']], [['poll', logs]]] as const

/** Of the log of one key. */
const pollK = (process: number, ...pairs: readonly Plain[][]) => poll(process, { k: pairs })

const commit = (offset: number) => ['ok', 1, 'commit_offsets', { k: offset }] as const

const list = (offset: number) => ['ok', 2, 'list_committed_offsets', ['k'], { k: offset }] as const

const assign = (process: number, ...keys: string[]) => ['ok', process, 'assign', keys, keys] as const

const found = (...told: readonly Turn[]) => kinds(checkKafka(inTurn(...told)))

describe('logs as Kafka has them', () => {
  it('are valid when every message is polled in order', () => {
    const result = checkKafka(
      inTurn(send(0, 'k', 1, 0), send(0, 'k', 2, 1), pollK(1, [0, 1]), pollK(1, [1, 2])),
    )
    expect(result).toMatchObject({ valid: true, stats: { 'acknowledged-count': 2, 'unseen-count': 0 } })
  })

  it('may have sparse and large offsets', () => {
    const high = 9_007_199_254_740_000
    const result = checkKafka(inTurn(send(0, 'k', 1, 7), send(1, 'k', 2, high), pollK(2, [7, 1], [high, 2])))
    expect(result.valid).toBe(true)
  })

  it('lose no acknowledged message below one that was polled', () => {
    const result = checkKafka(inTurn(send(0, 'k', 1, 0), send(0, 'k', 2, 1), pollK(1, [1, 2])))
    expect(kinds(result)).toEqual(['lost-write'])
    expect(result.reason).toContain('was told that 1 is at offset 0 of key "k"')
  })

  it('show an acknowledged message to a later poll', () => {
    expect(found(send(0, 'k', 1, 0), pollK(1, [0, 1]), send(0, 'k', 2, 1), poll(1, {}))).toEqual(['unseen'])
  })

  it('are unknown when no poll came after a message, or none gave anything', () => {
    const late = checkKafka(inTurn(send(0, 'k', 1, 0), pollK(1, [0, 1]), send(0, 'k', 2, 1)))
    expect(late).toMatchObject({ valid: 'unknown', stats: { 'unseen-count': 1 } })
    expect(checkKafka(inTurn(send(0, 'k', 1, 0))).valid).toBe('unknown')
    expect(checkKafka(inTurn(poll(0, {}))).valid).toBe('unknown')
  })

  it('have one message at an offset, and a message at one offset', () => {
    expect(found(send(0, 'k', 1, 0), send(1, 'k', 2, 0), pollK(2, [0, 1]), pollK(3, [0, 2]))).toEqual([
      'inconsistent-offsets',
    ])
    expect(found(send(0, 'k', 1, 0), pollK(2, [0, 1], [1, 1]))).toEqual(['duplicate'])
  })

  it('go forward within a poll and skip nothing', () => {
    const sends = [send(0, 'k', 1, 0), send(0, 'k', 2, 1), send(0, 'k', 3, 2)] as const
    const all = pollK(1, [0, 1], [1, 2], [2, 3])
    expect(found(...sends, all, pollK(2, [0, 1], [2, 3]))).toEqual(['int-poll-skip'])
    expect(found(...sends, all, pollK(2, [1, 2], [0, 1]))).toEqual(['int-nonmonotonic-poll'])
    expect(found(...sends, all, pollK(2, [0, 1]), pollK(2, [2, 3]))).toEqual(['poll-skip'])
    expect(found(...sends, all, pollK(2, [1, 2]), pollK(2, [1, 2]))).toEqual(['nonmonotonic-poll'])
  })

  it('may jump after an assignment of other keys, not after one that keeps the key', () => {
    const sends = [send(0, 'k', 1, 0), send(0, 'k', 2, 1)] as const
    const both = pollK(1, [0, 1], [1, 2])
    expect(found(...sends, both, assign(1, 'j'), assign(1, 'k'), both)).toEqual([])
    expect(found(...sends, both, assign(1, 'k'), both)).toEqual(['nonmonotonic-poll'])
    expect(found(...sends, both, ['ok', 1, 'subscribe', ['k']], both)).toEqual([])
  })

  it('give a process growing offsets for what it sends', () => {
    expect(found(send(0, 'k', 1, 5), send(0, 'k', 2, 3), pollK(1, [3, 2], [5, 1]))).toEqual([
      'nonmonotonic-send',
    ])
    expect(found(send(0, 'k', 1, 5), send(1, 'k', 2, 3), pollK(1, [3, 2], [5, 1]))).toEqual([])
  })

  it('give nothing that nobody sent, that failed, or that is sent only later', () => {
    expect(found(send(0, 'k', 1, 0), pollK(1, [0, 1], [1, 9]))).toEqual(['never-sent'])
    expect(
      found(send(0, 'k', 1, 0), ['fail', 0, 'send', [['send', 'k', 2]]], pollK(1, [0, 1], [1, 2])),
    ).toEqual(['aborted-read'])
    expect(found(pollK(1, [0, 1]), send(0, 'k', 1, 0))).toEqual(['polled-before-sent'])
  })

  it('may hold a message of which nobody knows', () => {
    expect(
      found(send(0, 'k', 1, 0), ['info', 0, 'send', [['send', 'k', 2]]], pollK(1, [0, 1], [1, 2])),
    ).toEqual([])
    expect(
      checkKafka(inTurn(send(0, 'k', 1, 0), ['info', 0, 'send', [['send', 'k', 2]]], pollK(1, [0, 1]))).valid,
    ).toBe(true)
  })

  it('let nobody begin at a committed offset behind a message that nobody committed', () => {
    const log = [send(0, 'k', 1, 0), send(0, 'k', 2, 3), send(0, 'k', 3, 6), send(0, 'k', 4, 7)] as const
    const polled = [pollK(1, [0, 1], [3, 2], [6, 3], [7, 4])] as const
    for (const right of [0, 2, 3, 4, 6]) expect(found(...log, ...polled, commit(3), list(right))).toEqual([])
    const result = checkKafka(inTurn(...log, ...polled, commit(3), list(7)))
    expect(kinds(result)).toEqual(['committed-beyond'])
    expect(result.reason).toContain('who begins there skips 3 at offset 6')
  })

  it('begin at 0 where nothing was committed, or before the first message', () => {
    const log = [send(0, 'k', 1, 2), pollK(1, [2, 1])] as const
    for (const right of [0, 2]) expect(found(...log, list(right))).toEqual([])
    expect(found(...log, list(3))).toEqual(['committed-beyond'])
    expect(found(...log, list(3), commit(2))).toEqual(['committed-beyond'])
  })

  it('say that a text of digits is the reason when it is', () => {
    const result = checkKafka(inTurn(send(0, 'k', 1, 0), pollK(1, [0, '1'])))
    expect(kinds(result)).toEqual(['lost-write', 'never-sent', 'inconsistent-offsets'].sort())
    expect(result.reason).toContain('"4" is not 4')
    expect(kinds(checkKafka(inTurn(send(0, 'k', 1, 0), pollK(1, ['0', 1]))))).toContain('not-an-offset')
  })

  it('name the line of an operation of another shape', () => {
    expect(() => checkKafka(inTurn(['ok', 0, 'send', 3]))).toThrow('kafka wants [["send"')
  })
})

/** Logs as they should be: appended at some moment between call and return, polled from where each client is. */
function randomLogs(seed: number): Operation[] {
  const draws = new RandomStream(seed, 'kafka')
  let n = 0
  const draw = (bound: number) => draws.integer(n++, bound)
  const logs: Record<string, [number, number][]> = { a: [], b: [] }
  const next = new Map<string, number>()
  const told: Told[] = []
  const open = new Map<number, { readonly key: string; readonly message: number; offset?: number }>()
  const append = (one: { readonly key: string; readonly message: number; offset?: number }) => {
    const log = logs[one.key] ?? []
    one.offset = (log.at(-1)?.[0] ?? -1) + 1 + (draw(3) === 0 ? draw(1000) : 0)
    log.push([one.offset, one.message])
  }
  const pollOf = (process: number, most: number) => {
    const given: Record<string, Plain> = {}
    for (const [key, log] of Object.entries(logs)) {
      const place = `${process} ${key}`
      const rest = log.slice(next.get(place) ?? 0).slice(0, most)
      if (rest.length > 0) given[key] = rest
      next.set(place, (next.get(place) ?? 0) + rest.length)
    }
    told.push(['invoke', process, 'poll', [['poll']]], ['ok', process, 'poll', [['poll', given]]])
  }
  const crashed = new Set<number>()
  for (let step = 0; step < 20; step += 1) {
    const process = draw(4)
    if (crashed.has(process)) continue
    const one = open.get(process)
    if (!one) {
      if (draw(2)) pollOf(process, draw(3))
      else {
        const key = draw(2) ? 'a' : 'b'
        open.set(process, { key, message: step })
        told.push(['invoke', process, 'send', [['send', key, step]]])
      }
    } else if (one.offset === undefined && draw(2)) append(one)
    else if (one.offset !== undefined && draw(6) > 0) {
      open.delete(process)
      told.push(['ok', process, 'send', [['send', one.key, [one.offset, one.message]]]])
    } else if (draw(3) === 0) {
      open.delete(process)
      crashed.add(process)
      told.push(['info', process, 'send', [['send', one.key, one.message]]])
    }
  }
  for (const process of [10, 11]) pollOf(process, 100)
  return tell(...told)
}

/** Takes one message out of all polls, or gives one poll's messages in another order, or names another offset. */
function spoilt(operations: readonly Operation[], seed: number): Operation[] | undefined {
  const draws = new RandomStream(seed, 'spoil')
  const polled = operations.filter((one) => one.f === 'poll' && JSON.stringify(pairsOf(one)).length > 2)
  const victim = polled[draws.integer(0, Math.max(1, polled.length))]
  const pair = victim && pairsOf(victim)[0]
  if (!pair) return undefined
  const edit = (change: (pairs: readonly Plain[][]) => readonly Plain[][], all: boolean) =>
    operations.map((one) => (one.f === 'poll' && (all || one === victim) ? withPairs(one, change) : one))
  switch (draws.integer(1, 3)) {
    case 0:
      return edit(
        (pairs) =>
          pairs.map(([offset, message]) => [offset ?? null, message === pair[1] ? 999 : (message ?? null)]),
        false,
      )
    case 1:
      return edit((pairs) => [...pairs, ...pairs], false)
    default:
      return edit(
        (pairs) =>
          pairs.map(([offset, message]) => [
            message === pair[1] ? 500_000 : (offset ?? null),
            message ?? null,
          ]),
        false,
      )
  }
}

type Logs = ReadonlyMap<string, readonly Plain[][]>
const logsOf = (one: Operation) => (one.output as unknown as [[string, Logs]])[0][1]
const pairsOf = (one: Operation): readonly Plain[][] => [...(logsOf(one)?.values() ?? [])].flat()
const withPairs = (one: Operation, change: (pairs: readonly Plain[][]) => readonly Plain[][]): Operation => ({
  ...one,
  output: [
    ['poll', new Map([...logsOf(one)].map(([key, pairs]) => [key, change(pairs)]))],
  ] as unknown as Operation['output'],
})

describe('random logs', () => {
  const count = howMany(400)

  it('are never found wrong when they are right', () => {
    let valid = 0
    for (let seed = 0; seed < count; seed += 1) {
      const result = checkKafka(randomLogs(seed))
      if (result.valid === true) valid += 1
      agree(seed, result.valid === false ? result.reason : '', '')
    }
    expect(valid).toBeGreaterThan(count / 2)
  })

  it('are found wrong when one poll is spoilt', () => {
    let spoiltCount = 0
    for (let seed = 0; seed < count; seed += 1) {
      const wrong = spoilt(randomLogs(seed), seed)
      if (!wrong) continue
      spoiltCount += 1
      agree(seed, checkKafka(wrong).valid, false)
    }
    expect(spoiltCount).toBeGreaterThan(count / 2)
  })
})

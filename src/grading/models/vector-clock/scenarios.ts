import type { Scenario } from '../../model.ts'
import type { Operation } from '../../sequence.ts'
import { call, callOn, keep, result, shows, times } from '../steps.ts'
import type { Vector } from './compare.ts'

const tick = call('tick')
const send = call('send')
const now = call('now')
const receive = (clock: Vector): Operation => call('receive', clock)
const compare = (a: Vector, b: Vector): Operation => call('compare', a, b)

const one = (property: string, ops: readonly Operation[]): Scenario => shows(property, { node: 'a' }, ops)

/** Clocks that talk to each other. */
const nodes = (property: string, names: readonly string[], ops: readonly Operation[]): Scenario =>
  shows(property, {}, ops, { subjects: names.length, each: names.map((node) => ({ node })) })

export const SCENARIOS: readonly Scenario[] = [
  one('knows-nothing-at-first', [now]),
  one('knows-nothing-at-first', [tick]),
  one('tick-counts-its-own', [...times(3, tick), now]),
  one('tick-counts-its-own', [receive({ x: 2 }), tick, tick]),
  one('sending-is-an-event', [tick, send, send, now]),
  nodes('sending-is-an-event', ['a', 'b'], [keep(1, 0, 'send'), callOn(1, 'receive', result(1))]),
  one('learns-of-new-nodes', [receive({ x: 3 }), receive({ y: 2 }), now]),
  nodes(
    'learns-of-new-nodes',
    ['a', 'b', 'c'],
    [
      keep(1, 0, 'send'),
      callOn(1, 'receive', result(1)),
      keep(2, 1, 'send'),
      callOn(2, 'receive', result(2)),
    ],
  ),
  one('takes-the-larger-entries', [receive({ x: 3, y: 1 }), receive({ x: 1, y: 4 })]),
  one('takes-the-larger-entries', [receive({ x: 3, y: 5 }), receive({ x: 4 }), now]),
  nodes(
    'takes-the-larger-entries',
    ['a', 'b'],
    [
      keep(1, 0, 'send'),
      callOn(0, 'tick'),
      keep(2, 0, 'send'),
      callOn(1, 'receive', result(2)),
      callOn(1, 'receive', result(1)),
    ],
  ),
  one('receiving-is-an-event', [tick, receive({ x: 1 }), now]),
  one('receiving-is-an-event', [receive({ x: 1 }), receive({ x: 1 }), receive({})]),
  one('reading-changes-nothing', [tick, now, now, tick]),
  nodes(
    'what-it-gave-stays',
    ['a', 'b'],
    [keep(1, 0, 'send'), callOn(0, 'tick'), callOn(1, 'receive', result(1))],
  ),
  nodes(
    'what-it-gave-stays',
    ['a', 'b', 'c'],
    [keep(1, 0, 'send'), callOn(1, 'receive', result(1)), callOn(2, 'receive', result(1))],
  ),
  nodes(
    'what-it-gave-stays',
    ['a', 'b'],
    [keep(1, 0, 'tick'), keep(2, 0, 'tick'), callOn(1, 'compare', result(1), result(2))],
  ),
  nodes(
    'what-it-gave-stays',
    ['a', 'b'],
    [keep(1, 0, 'now'), keep(2, 0, 'tick'), callOn(0, 'compare', result(1), result(2))],
  ),
  one('before-when-none-is-more', [
    compare({ a: 1, b: 2 }, { a: 1, b: 3 }),
    compare({ a: 2, b: 3 }, { a: 1, b: 2 }),
  ]),
  one('equal-when-all-are', [compare({ a: 1, b: 2 }, { b: 2, a: 1 }), compare({}, {})]),
  one('concurrent-when-each-has-more', [
    compare({ a: 3, b: 1, c: 2 }, { a: 2, b: 1, c: 4 }),
    compare({ a: 1, b: 2 }, { a: 2, b: 1 }),
  ]),
  one('concurrent-when-each-has-more', [compare({ a: 1, b: 3 }, { a: 2, b: 1 })]),
  one('missing-is-zero', [
    compare({ a: 1 }, { a: 1, b: 1 }),
    compare({ a: 1, b: 1 }, { a: 1 }),
    compare({ a: 2 }, { a: 1, b: 1 }),
    compare({ a: 1 }, { b: 1 }),
    compare({}, { a: 1 }),
    compare({ a: 1, b: 0 }, { a: 1 }),
    compare({ a: 1 }, { a: 1, b: 0 }),
  ]),
  nodes(
    'missing-is-zero',
    ['a', 'b'],
    [keep(1, 0, 'tick'), keep(2, 1, 'tick'), callOn(0, 'compare', result(1), result(2))],
  ),
  nodes('clocks-share-nothing', ['a', 'b'], [callOn(0, 'tick'), callOn(1, 'tick'), callOn(0, 'now')]),
]

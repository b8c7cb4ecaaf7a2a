import type { Scenario } from '../../model.ts'
import type { Json, Operation } from '../../sequence.ts'
import { callOn, keep, result, shows } from '../steps.ts'

const [A, B, C] = [0, 1, 2]
const NAMES = ['a', 'b', 'c']

const up = (on: number, amount: number): Operation => callOn(on, 'increment', amount)
const down = (on: number, amount: number): Operation => callOn(on, 'decrement', amount)
const value = (on: number): Operation => callOn(on, 'value')
const state = (on: number): Operation => callOn(on, 'state')
const send = (id: number, on: number): Operation => keep(id, on, 'state')
const merge = (on: number, increments: Json, decrements: Json): Operation =>
  callOn(on, 'merge', { increments, decrements })
const receive = (on: number, id: number): Operation => callOn(on, 'merge', result(id))

/** So many replicas that count and send each other their states. */
function replicas(property: string, ops: readonly Operation[], names: readonly string[] = NAMES): Scenario {
  return shows(property, {}, ops, { subjects: names.length, each: names.map((replica) => ({ replica })) })
}

const one = (property: string, ops: readonly Operation[]): Scenario => replicas(property, ops, ['a'])

export const SCENARIOS: readonly Scenario[] = [
  one('starts-at-zero', [value(A), state(A)]),
  one('counts-in-two-maps', [up(A, 5), down(A, 2), value(A), state(A)]),
  one('counts-in-two-maps', [up(A, 5), down(A, 2), up(A, 1), down(A, 3), value(A), state(A)]),
  replicas('counts-in-two-maps', [
    ...[up(A, 5), send(1, A), receive(B, 1), down(A, 2), send(2, A), receive(B, 2), value(B)],
  ]),
  one('value-is-the-difference', [merge(A, { b: 7, c: 1 }, { b: 2, c: 3 }), value(A)]),
  replicas('value-is-the-difference', [up(A, 4), up(B, 3), down(B, 1), send(1, B), receive(A, 1), value(A)]),
  one('may-be-negative', [down(A, 3), value(A), up(A, 1), value(A), state(A)]),
  replicas('may-be-negative', [
    ...[up(A, 2), send(1, A), receive(B, 1), down(A, 2), down(B, 2), send(2, B), receive(A, 2), value(A)],
  ]),
  one('takes-the-larger', [merge(A, { b: 5, c: 2 }, {}), merge(A, { b: 4, c: 3 }, {}), state(A), value(A)]),
  replicas('merges-both-maps', [
    ...[up(A, 6), down(A, 1), send(1, A), receive(B, 1), down(A, 2), send(2, A), receive(B, 2)],
    ...[value(B), state(B)],
  ]),
  one('merges-both-maps', [merge(A, { b: 6 }, { b: 1 }), merge(A, { b: 6 }, { b: 4 }), value(A), state(A)]),
  replicas('keeps-what-one-side-lacks', [
    up(A, 2),
    down(B, 3),
    send(1, B),
    receive(A, 1),
    state(A),
    value(A),
  ]),
  one('keeps-what-one-side-lacks', [merge(A, { b: 1 }, {}), merge(A, { c: 2 }, { d: 4 }), state(A)]),
  replicas('never-goes-down', [
    ...[up(A, 1), send(1, A), up(A, 4), down(A, 2), send(2, A), receive(B, 2), receive(B, 1)],
    ...[value(B), state(B), receive(A, 1), value(A)],
  ]),
  replicas('merging-again-changes-nothing', [
    ...[up(A, 5), down(A, 2), send(1, A), receive(B, 1), value(B), receive(B, 1), value(B), receive(B, 1)],
    ...[value(B), state(B)],
  ]),
  one('merging-again-changes-nothing', [up(A, 5), down(A, 1), send(1, A), receive(A, 1), value(A), state(A)]),
  replicas('order-does-not-matter', [
    ...[up(A, 3), down(B, 4), send(1, A), send(2, B), receive(C, 1), receive(C, 2), state(C)],
    ...[receive(A, 2), state(A), receive(B, 1), state(B)],
  ]),
  replicas(
    'goes-on-after-a-restart',
    [up(A, 7), down(A, 3), send(1, A), receive(B, 1), value(B), down(B, 2), up(B, 1), value(B), state(B)],
    ['a', 'a'],
  ),
  one('refuses-negative-amounts', [
    up(A, 5),
    up(A, -2),
    value(A),
    down(A, 1),
    down(A, -3),
    value(A),
    state(A),
  ]),
  one('refuses-negative-amounts', [up(A, 0), down(A, 0), value(A)]),
  replicas('states-are-copies', [
    ...[up(A, 1), down(A, 1), send(1, A), up(A, 2), down(A, 3), receive(B, 1), state(B), value(B)],
  ]),
  replicas('states-are-copies', [
    ...[up(A, 1), send(1, A), up(B, 2), receive(B, 1), receive(C, 1), state(C), value(C)],
  ]),
  replicas('instances-share-nothing', [up(A, 3), down(B, 4), value(A), value(B), state(B), value(C)]),
]

import type { Scenario } from '../../model.ts'
import type { Json, Operation } from '../../sequence.ts'
import { callOn, keep, result, shows } from '../steps.ts'

const [A, B, C] = [0, 1, 2]
const NAMES = ['a', 'b', 'c']

const add = (on: number, amount: number): Operation => callOn(on, 'increment', amount)
const value = (on: number): Operation => callOn(on, 'value')
const state = (on: number): Operation => callOn(on, 'state')
const send = (id: number, on: number): Operation => keep(id, on, 'state')
const merge = (on: number, theirs: Json): Operation => callOn(on, 'merge', theirs)
const receive = (on: number, id: number): Operation => merge(on, result(id))

/** So many replicas that count and send each other their states. */
function replicas(property: string, ops: readonly Operation[], names: readonly string[] = NAMES): Scenario {
  return shows(property, {}, ops, { subjects: names.length, each: names.map((replica) => ({ replica })) })
}

const one = (property: string, ops: readonly Operation[]): Scenario => replicas(property, ops, ['a'])

export const SCENARIOS: readonly Scenario[] = [
  one('starts-at-zero', [value(A), state(A)]),
  one('adds-to-its-own-slot', [add(A, 3), add(A, 4), value(A), state(A)]),
  one('adds-to-its-own-slot', [add(A, 0), value(A), add(A, 2), add(A, 0), value(A)]),
  replicas('value-is-the-sum', [add(A, 3), add(B, 4), send(1, B), receive(A, 1), value(A), value(B)]),
  one('value-is-the-sum', [merge(A, { b: 5, c: 2 }), value(A), add(A, 1), value(A)]),
  one('takes-the-larger', [merge(A, { b: 5, c: 2 }), merge(A, { b: 4, c: 3 }), state(A), value(A)]),
  replicas('takes-the-larger', [
    ...[add(A, 2), send(1, A), receive(B, 1), add(A, 1), send(2, A), receive(B, 2)],
    ...[state(B), value(B)],
  ]),
  replicas('keeps-what-one-side-lacks', [
    add(A, 2),
    add(B, 3),
    send(1, B),
    receive(A, 1),
    state(A),
    value(A),
  ]),
  one('keeps-what-one-side-lacks', [merge(A, { b: 1 }), merge(A, { c: 2 }), state(A)]),
  replicas('never-goes-down', [
    ...[add(A, 1), send(1, A), add(A, 4), send(2, A), receive(B, 2), receive(B, 1)],
    ...[value(B), state(B), receive(A, 1), value(A)],
  ]),
  one('never-goes-down', [add(A, 6), merge(A, { a: 2 }), value(A)]),
  replicas('merging-again-changes-nothing', [
    ...[add(A, 5), send(1, A), receive(B, 1), value(B), receive(B, 1), value(B), receive(B, 1), value(B)],
  ]),
  one('merging-again-changes-nothing', [add(A, 5), send(1, A), receive(A, 1), value(A), state(A)]),
  replicas('order-does-not-matter', [
    ...[add(A, 3), add(B, 4), send(1, A), send(2, B), receive(C, 1), receive(C, 2), state(C)],
    ...[receive(A, 2), state(A), receive(B, 1), state(B)],
  ]),
  replicas('passes-on-what-it-learned', [
    ...[add(A, 3), send(1, A), receive(B, 1), add(B, 1), send(2, B), receive(C, 2), value(C), state(C)],
  ]),
  replicas(
    'goes-on-after-a-restart',
    [add(A, 7), send(1, A), receive(B, 1), value(B), add(B, 2), value(B), state(B)],
    ['a', 'a'],
  ),
  one('refuses-negative-amounts', [add(A, 5), add(A, -2), value(A), add(A, 1), value(A)]),
  one('refuses-negative-amounts', [add(A, 0), add(A, -1), value(A)]),
  replicas('states-are-copies', [add(A, 1), send(1, A), add(A, 2), receive(B, 1), state(B), value(B)]),
  replicas('states-are-copies', [
    ...[add(A, 1), send(1, A), receive(B, 1), add(B, 2), receive(C, 1), state(C), value(C)],
  ]),
  replicas('states-are-copies', [
    ...[add(A, 1), send(1, A), add(B, 2), receive(B, 1), receive(C, 1), state(C), value(C)],
  ]),
  replicas('instances-share-nothing', [add(A, 3), add(B, 4), value(A), value(B), state(B), value(C)]),
]

import type { Scenario } from '../../model.ts'
import type { Operation } from '../../sequence.ts'
import { callOn, shows, subject } from '../steps.ts'

const [A, B, C] = [0, 1, 2]

const add = (on: number, element = 'x'): Operation => callOn(on, 'add', element)
const remove = (on: number, element = 'x'): Operation => callOn(on, 'remove', element)
const has = (on: number, element = 'x'): Operation => callOn(on, 'contains', element)
const all = (on: number): Operation => callOn(on, 'elements')
/** The replica takes in the state of the other. */
const merge = (on: number, other: number): Operation => callOn(on, 'merge', subject(other))

/** So many replicas, named from "a" on. */
function replicas(property: string, count: number, ...ops: readonly Operation[]): Scenario {
  const each = ['a', 'b', 'c', 'd'].slice(0, count).map((replica) => ({ replica }))
  return shows(property, {}, ops, { subjects: count, each })
}

export const SCENARIOS: readonly Scenario[] = [
  replicas('contains-what-was-added', 1, all(A), has(A), add(A), has(A), has(A, 'y'), all(A)),
  replicas('contains-what-was-added', 1, add(A, ''), has(A, ''), all(A)),
  replicas('remove-takes-out', 1, add(A), add(A, 'y'), remove(A), has(A), all(A), remove(A), all(A)),
  replicas('remove-takes-out', 2, add(A), merge(B, A), remove(B), has(B), all(B)),
  replicas('remove-takes-out', 2, add(A), add(B), merge(A, B), remove(A), has(A), merge(B, A), all(B)),
  replicas('remove-takes-out', 1, remove(A), all(A)),
  replicas('add-after-remove', 1, add(A), remove(A), add(A), has(A), all(A)),
  replicas('add-after-remove', 2, ...[add(A), merge(B, A), remove(A), add(A), merge(B, A), has(B), all(B)]),
  replicas(
    'add-after-remove',
    2,
    ...[add(A), merge(B, A), remove(B), merge(A, B), add(A), merge(B, A), has(B), all(A)],
  ),
  replicas('lists-each-once-in-order', 1, add(A, 'y'), add(A, 'Z'), add(A), add(A, 'y'), all(A)),
  replicas('lists-each-once-in-order', 2, add(A), add(B), add(B, 'a'), merge(A, B), all(A)),
  replicas('takes-in-adds', 2, add(A), add(B, 'y'), merge(A, B), all(A), all(B)),
  replicas('takes-in-adds', 3, add(A), merge(B, A), add(B, 'y'), merge(C, B), all(C), merge(A, C), all(A)),
  replicas('removes-travel', 2, add(A), merge(B, A), remove(B), merge(A, B), has(A), all(A)),
  replicas(
    'removes-travel',
    3,
    ...[add(A), merge(B, A), merge(C, B), remove(B), merge(C, B), merge(A, C), all(C), all(A)],
  ),
  replicas(
    'add-wins',
    2,
    ...[add(A), merge(B, A), remove(A), add(B), merge(A, B), merge(B, A), has(A), has(B)],
  ),
  replicas(
    'add-wins',
    2,
    ...[add(A), merge(B, A), remove(B), add(B), remove(B), add(A), merge(A, B), merge(B, A), has(A), has(B)],
  ),
  replicas(
    'add-wins',
    3,
    ...[add(A), merge(B, A), add(C), merge(C, A), remove(B), merge(C, B), has(C), merge(B, C), has(B)],
  ),
  replicas(
    'each-add-is-its-own',
    2,
    add(A),
    merge(B, A),
    add(A),
    remove(B),
    merge(A, B),
    merge(B, A),
    has(A),
    has(B),
  ),
  replicas('each-add-is-its-own', 2, add(A), add(B, 'y'), merge(A, B), all(A), merge(B, A), all(B)),
  replicas('each-add-is-its-own', 2, add(A), add(B), remove(B), merge(A, B), has(A), merge(B, A), has(B)),
  replicas(
    'old-states-bring-nothing-back',
    3,
    ...[add(A), merge(C, A), remove(A), has(A), merge(A, C), has(A), all(A)],
  ),
  replicas(
    'old-states-bring-nothing-back',
    3,
    ...[add(A), merge(B, A), merge(C, A), remove(B), merge(A, B), merge(A, C), all(A)],
  ),
  replicas('removes-only-what-it-saw', 2, add(A), remove(B), merge(B, A), has(B), merge(A, B), has(A)),
  replicas(
    'merging-again-changes-nothing',
    2,
    ...[add(A), merge(B, A), merge(B, A), all(B), remove(A), merge(B, A), has(B), merge(A, B), has(A)],
  ),
  replicas('merging-again-changes-nothing', 2, add(A), merge(A, A), all(A), remove(A), merge(A, A), all(A)),
  replicas(
    'order-does-not-matter',
    3,
    ...[add(A), add(B, 'y'), merge(C, A), merge(C, B), all(C), merge(A, B), all(A), merge(B, A), all(B)],
  ),
  replicas(
    'order-does-not-matter',
    3,
    ...[add(A), merge(B, A), remove(A), add(B), add(C, 'y'), merge(C, A), merge(C, B), all(C)],
    ...[merge(A, B), merge(A, C), all(A), merge(B, C), all(B)],
  ),
  replicas('merge-leaves-the-other-alone', 2, add(A), add(B, 'y'), merge(A, B), all(B), has(B)),
  replicas('merge-leaves-the-other-alone', 2, add(A), merge(B, A), add(B, 'y'), all(A), remove(B), has(A)),
  replicas('replicas-share-nothing', 2, add(A), has(B), add(B, 'y'), all(A), all(B)),
]

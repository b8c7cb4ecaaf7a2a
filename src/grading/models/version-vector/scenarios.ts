import type { Scenario } from '../../model.ts'
import type { Json, Operation } from '../../sequence.ts'
import { callOn, keep, result, shows, subject } from '../steps.ts'

const put = (on: number, value: string, context: Json = {}): Operation => callOn(on, 'put', value, context)
const values = (on: number): Operation => callOn(on, 'values')
const context = (on: number): Operation => callOn(on, 'context')
const read = (id: number, on: number): Operation => keep(id, on, 'context')
const merge = (on: number, other: number): Operation => callOn(on, 'merge', subject(other))

const one = (property: string, ops: readonly Operation[]): Scenario => shows(property, { node: 'a' }, ops)

const two = (property: string, ops: readonly Operation[]): Scenario =>
  shows(property, {}, ops, { subjects: 2, each: [{ node: 'a' }, { node: 'b' }] })

export const SCENARIOS: readonly Scenario[] = [
  one('begins-empty', [values(0), context(0)]),
  one('replaces-what-was-seen', [put(0, 'x'), read(1, 0), put(0, 'y', result(1)), values(0)]),
  one('replaces-what-was-seen', [
    put(0, 'x'),
    put(0, 'y'),
    read(1, 0),
    put(0, 'z', result(1)),
    values(0),
    context(0),
  ]),
  one('unseen-stays-as-a-sibling', [put(0, 'x'), put(0, 'y'), values(0)]),
  two('unseen-stays-as-a-sibling', [put(0, 'x'), put(1, 'y'), merge(0, 1), put(0, 'z'), values(0)]),
  // Two clients write in turns, each with what it read before its own last write.
  one('replaces-only-what-was-seen', [
    put(0, 'x'),
    read(1, 0),
    put(0, 'y'),
    read(2, 0),
    put(0, 'z', result(1)),
    values(0),
    put(0, 'w', result(2)),
    values(0),
  ]),
  one('context-covers-all-it-saw', [
    put(0, 'x'),
    context(0),
    put(0, 'y'),
    context(0),
    put(0, 'z'),
    context(0),
  ]),
  two('context-covers-all-it-saw', [put(0, 'x'), read(1, 0), put(1, 'y', result(1)), context(1)]),
  two('context-covers-all-it-saw', [
    put(0, 'x'),
    merge(1, 0),
    context(1),
    read(1, 1),
    put(1, 'y', result(1)),
    context(1),
    values(1),
  ]),
  two('merging-takes-what-is-new', [put(0, 'x'), put(1, 'y'), merge(0, 1), values(0)]),
  two('merging-takes-what-is-new', [put(0, 'x'), merge(1, 0), values(1), context(1)]),
  two('merging-drops-what-was-replaced', [
    put(0, 'x'),
    merge(1, 0),
    read(1, 1),
    put(1, 'y', result(1)),
    merge(0, 1),
    values(0),
  ]),
  two('merging-drops-what-was-replaced', [
    put(0, 'x'),
    merge(1, 0),
    read(1, 0),
    put(0, 'y', result(1)),
    merge(0, 1),
    values(0),
  ]),
  // Read at a, written at b: b has replaced a version that it never held.
  two('merging-drops-what-was-replaced', [
    put(0, 'x'),
    read(1, 0),
    put(1, 'y', result(1)),
    merge(1, 0),
    values(1),
    merge(0, 1),
    values(0),
  ]),
  two('merging-again-changes-nothing', [
    put(0, 'x'),
    put(1, 'y'),
    merge(0, 1),
    merge(0, 1),
    merge(1, 0),
    merge(0, 1),
    values(0),
    context(0),
  ]),
  two('merging-leaves-the-other', [put(0, 'x'), put(1, 'y'), merge(0, 1), values(1), context(1)]),
  one('every-sibling-is-told', [put(0, 'x'), put(0, 'x'), values(0)]),
  one('values-are-sorted', [put(0, 'y'), put(0, 'x'), put(0, 'Z'), values(0)]),
  one('reading-changes-nothing', [put(0, 'x'), put(0, 'y'), values(0), context(0), values(0), context(0)]),
  one('what-it-gave-stays', [put(0, 'x'), read(1, 0), put(0, 'y'), put(0, 'z', result(1)), values(0)]),
  two('replicas-share-nothing', [put(0, 'x'), values(1), context(1)]),
]

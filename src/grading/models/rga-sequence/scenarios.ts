import type { Scenario } from '../../model.ts'
import type { Json, Operation } from '../../sequence.ts'
import { callOn, keep, result, shows, subject } from '../steps.ts'

const [A, B, C] = [0, 1, 2]

/** Inserts after the element that was kept under `after`, at the beginning for 0; keeps the new one as `as`. */
function insert(on: number, as: number, after: number, value = String.fromCharCode(96 + as)): Operation {
  return keep(as, on, 'insert_after', after === 0 ? null : result(after), value)
}

/** So many inserts, each after the one before. */
function run(on: number, from: number, count: number, after: number): Operation[] {
  return Array.from({ length: count }, (_, index) =>
    insert(on, from + index, index === 0 ? after : from + index - 1),
  )
}

const remove = (on: number, as: number): Operation => callOn(on, 'delete', result(as))
const values = (on: number): Operation => callOn(on, 'values')
const ids = (on: number): Operation => callOn(on, 'ids')
const both = (on: number): Operation[] => [values(on), ids(on)]
const merge = (on: number, other: number): Operation => callOn(on, 'merge', subject(other))
const unknown: Json = '7@z'

function named(property: string, names: readonly string[], ...ops: readonly Operation[]): Scenario {
  return shows(property, {}, ops, { subjects: names.length, each: names.map((replica) => ({ replica })) })
}

/** So many replicas, named from "a" on. */
function replicas(property: string, count: number, ...ops: readonly Operation[]): Scenario {
  return named(property, ['a', 'b', 'c'].slice(0, count), ...ops)
}

const AFTER = 'inserts-after-its-reference'
const IDS = 'ids-are-stamp-and-replica'
const SAW = 'stamps-after-what-it-saw'
const DELETES = 'deletes-by-id'
const TOMBSTONES = 'deleted-elements-keep-their-place'
const UNKNOWN = 'refuses-unknown-elements'
const TAKES = 'takes-in-inserts'
const TRAVEL = 'deletes-travel'
const LARGER = 'larger-stamp-first'
const TIES = 'ties-by-replica'
const RUNS = 'runs-stay-together'
const AGAIN = 'merging-again-changes-nothing'
const ALONE = 'merge-leaves-the-other-alone'

export const SCENARIOS: readonly Scenario[] = [
  replicas(AFTER, 1, ...both(A), insert(A, 1, 0), insert(A, 2, 1), insert(A, 3, 2), ...both(A)),
  replicas(AFTER, 1, insert(A, 1, 0), insert(A, 2, 0), insert(A, 3, 1), insert(A, 4, 2, ''), ...both(A)),
  replicas(IDS, 1, insert(A, 1, 0), insert(A, 2, 0), remove(A, 2), insert(A, 3, 1), ids(A)),
  replicas(SAW, 2, insert(A, 1, 0), insert(A, 2, 1), merge(B, A), insert(B, 3, 1), ...both(B)),
  replicas(SAW, 2, ...run(A, 1, 3, 0), remove(A, 3), merge(B, A), insert(B, 4, 1), insert(B, 5, 2), ids(B)),
  replicas(SAW, 2, insert(A, 1, 0), insert(B, 2, 0), merge(A, B), insert(A, 3, 1), ...both(A)),
  replicas(DELETES, 1, ...run(A, 1, 3, 0), remove(A, 2), ...both(A), remove(A, 2), remove(A, 1), ...both(A)),
  replicas(DELETES, 1, insert(A, 1, 0, 'x'), insert(A, 2, 1, 'x'), remove(A, 2), ...both(A)),
  replicas(TOMBSTONES, 1, ...run(A, 1, 3, 0), remove(A, 2), insert(A, 4, 2), ...both(A)),
  replicas(TOMBSTONES, 1, ...run(A, 1, 3, 0), remove(A, 1), ...both(A)),
  replicas(
    TOMBSTONES,
    2,
    ...[insert(A, 1, 0), insert(A, 2, 1), merge(B, A), remove(A, 1), insert(B, 3, 1)],
    ...[merge(A, B), merge(B, A), ...both(A), ...both(B)],
  ),
  replicas(UNKNOWN, 1, insert(A, 1, 0), callOn(A, 'insert_after', unknown, 'x'), values(A), insert(A, 2, 1)),
  replicas(UNKNOWN, 1, insert(A, 1, 0), callOn(A, 'delete', unknown), ...both(A)),
  replicas(UNKNOWN, 2, insert(A, 1, 0), insert(B, 2, 0), insert(B, 3, 1), remove(B, 1), ...both(B)),
  replicas(TAKES, 2, insert(A, 1, 0), merge(B, A), insert(B, 2, 1), insert(A, 3, 0), merge(A, B), ...both(A)),
  replicas(
    TAKES,
    3,
    ...run(A, 1, 2, 0),
    merge(B, A),
    insert(B, 3, 1),
    merge(C, B),
    ...both(C),
    merge(A, C),
    ids(A),
  ),
  replicas(TRAVEL, 2, ...run(A, 1, 2, 0), merge(B, A), remove(B, 1), merge(A, B), ...both(A)),
  replicas(TRAVEL, 2, ...run(A, 1, 2, 0), merge(B, A), remove(A, 1), merge(A, B), ...both(A)),
  replicas(TRAVEL, 3, ...run(A, 1, 2, 0), remove(A, 1), merge(B, A), ...both(B), merge(C, B), ...both(C)),
  replicas(
    LARGER,
    3,
    ...[insert(A, 1, 0), insert(A, 2, 0), insert(B, 3, 0), merge(C, A), merge(C, B), ...both(C)],
    ...[merge(B, A), ...both(B), merge(A, B), ...both(A)],
  ),
  replicas(
    LARGER,
    2,
    ...[insert(A, 1, 0), insert(A, 2, 0), insert(A, 3, 0), insert(B, 4, 0), merge(A, B), ...both(A)],
    ...[merge(B, A), ...both(B)],
  ),
  replicas(
    LARGER,
    2,
    ...run(A, 1, 9, 0),
    merge(B, A),
    insert(A, 10, 9),
    insert(A, 11, 9),
    insert(B, 12, 9),
    merge(B, A),
    ...both(B),
  ),
  replicas(LARGER, 2, insert(A, 1, 0), insert(A, 2, 0), insert(B, 3, 0), merge(B, A), ...both(B)),
  replicas(
    LARGER,
    2,
    ...run(A, 1, 8, 0),
    merge(B, A),
    insert(A, 9, 8),
    insert(A, 10, 8),
    insert(B, 11, 8),
    merge(A, B),
    ids(A),
  ),
  replicas(TIES, 2, insert(A, 1, 0), insert(B, 2, 0), merge(A, B), ...both(A), merge(B, A), ...both(B)),
  named(TIES, ['a', 'B'], insert(A, 1, 0), insert(B, 2, 0), merge(A, B), ...both(A), merge(B, A), ...both(B)),
  replicas(
    RUNS,
    2,
    ...[...run(A, 1, 3, 0), ...run(B, 4, 3, 0), merge(A, B), ...both(A), merge(B, A), ...both(B)],
  ),
  replicas(
    RUNS,
    3,
    ...[insert(A, 1, 0), insert(A, 2, 1), merge(B, A), ...run(A, 3, 2, 1), ...run(B, 5, 2, 1)],
    ...[merge(C, B), merge(C, A), ...both(C), merge(A, B), ...both(A)],
  ),
  replicas(
    AGAIN,
    2,
    ...run(A, 1, 2, 0),
    merge(B, A),
    merge(B, A),
    merge(A, A),
    ...both(B),
    ...both(A),
    insert(B, 3, 1),
  ),
  replicas(ALONE, 2, insert(A, 1, 0), insert(B, 2, 0), merge(A, B), ...both(B), insert(B, 3, 0)),
  replicas(ALONE, 2, insert(A, 1, 0), merge(B, A), insert(B, 2, 1), ...both(A), remove(B, 1), ...both(A)),
  replicas(ALONE, 2, insert(A, 1, 0), insert(B, 2, 0), merge(B, A), remove(A, 1), ...both(B)),
  replicas(
    'replicas-share-nothing',
    2,
    callOn(A, 'insert_after', null, 'x'),
    ...both(B),
    callOn(B, 'insert_after', null, 'y'),
    ...both(A),
  ),
]

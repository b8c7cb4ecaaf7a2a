import type { Scenario } from '../../model.ts'
import type { Operation } from '../../sequence.ts'
import { call, callOn, shows, subject, times } from '../steps.ts'

const add = (key: string): Operation => call('add', key)
const addAll = (keys: readonly string[]): Operation => call('add_all', keys)
const addAllOn = (on: number, keys: readonly string[]): Operation => callOn(on, 'add_all', keys)
const count: Operation = call('count')
const countOn = (on: number): Operation => callOn(on, 'count')
const registers: Operation = call('registers')

function keysOf(prefix: string, size: number): string[] {
  return Array.from({ length: size }, (_, index) => `${prefix}${index}`)
}

const fine = { precision: 12 }
const coarse = { precision: 7 }
const users = keysOf('user-', 40)
const pages = keysOf('page/', 40)
const two = { subjects: 2 }
const merge = call('merge', subject(1))

const alone: readonly Scenario[] = [
  shows('counts-different-keys', fine, [...times(30, add('a')), count]),
  shows('counts-different-keys', fine, [
    add('a'),
    add('b'),
    add('a'),
    add(''),
    add('ключ'),
    add('🔑'),
    count,
  ]),
  shows('counts-different-keys', fine, [addAll([...users, ...users, ...users]), count]),
  shows('small-numbers-are-nearly-exact', fine, [count]),
  shows('small-numbers-are-nearly-exact', fine, [addAll(users), count]),
  shows('small-numbers-are-nearly-exact', fine, [add('a'), count, add('b'), count]),
  shows('stays-within-its-error', fine, [addAll(keysOf('k', 3000)), count]),
  shows('stays-within-its-error', { precision: 10 }, [addAll(keysOf('l', 12_000)), count]),
  shows('stays-within-its-error', { precision: 8 }, [addAll(keysOf('m', 6000)), count]),
  shows('same-keys-same-estimate', coarse, [
    addAll(keysOf('k', 2000)),
    count,
    addAll(keysOf('k', 2000).toReversed()),
    count,
    count,
  ]),
  shows(
    'same-keys-same-estimate',
    fine,
    [addAll(users), addAllOn(1, users.toReversed()), count, countOn(1)],
    two,
  ),
  shows(
    'holds-registers-not-keys',
    coarse,
    ['a', 'b', 'c', 'd', 'e', 'f'].flatMap((prefix, on) => [addAllOn(on, keysOf(prefix, 1500)), countOn(on)]),
    { subjects: 6 },
  ),
  shows('lists-are-keys-one-by-one', fine, [addAll(users), count, addAll([]), count]),
  shows('has-the-stated-registers', fine, [registers]),
  shows('has-the-stated-registers', { precision: 4 }, [registers]),
]

const many = keysOf('k', 1500)
const others = keysOf('l', 1500)

const merging: readonly Scenario[] = [
  shows(
    'merge-is-the-union',
    coarse,
    [addAll(many), addAllOn(1, others), addAllOn(2, [...many, ...others]), countOn(2), merge, count],
    { subjects: 3 },
  ),
  shows('merge-is-the-union', fine, [addAll(users), addAllOn(1, pages), merge, count], two),
  shows('merge-is-the-union', fine, [addAll(users), addAllOn(1, pages), merge, countOn(1)], two),
  shows(
    'merge-is-the-union',
    fine,
    [addAll(users), addAllOn(1, [...pages, ...users]), merge, count, countOn(1)],
    two,
  ),
  shows('merge-is-the-union', fine, [addAll(users), call('merge', subject(0)), count], two),
  shows('merge-is-the-union', fine, [merge, addAll(users), countOn(1), count], two),
  shows('merge-needs-equal-precision', fine, [addAll(users), addAllOn(1, pages), merge, count], {
    subjects: 2,
    each: [{ precision: 12 }, { precision: 11 }],
  }),
  shows('merge-needs-equal-precision', fine, [addAll(users), addAllOn(1, pages), merge, count], {
    subjects: 2,
    each: [{ precision: 11 }, { precision: 12 }],
  }),
]

export const SCENARIOS: readonly Scenario[] = [
  ...alone,
  ...merging,
  shows('instances-share-nothing', fine, [addAll(users), countOn(1)], two),
  shows('has-the-stated-defaults', {}, [registers]),
]

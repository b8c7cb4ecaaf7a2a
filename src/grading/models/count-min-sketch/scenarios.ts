import type { Scenario } from '../../model.ts'
import type { Operation } from '../../sequence.ts'
import { call, callOn, shows, subject, times } from '../steps.ts'

const add = (key: string, count: number): Operation => call('add', key, count)
const addAll = (keys: readonly string[]): Operation => call('add_all', keys)
const estimate = (key: string): Operation => call('estimate', key)
const estimateAll = (keys: readonly string[]): Operation => call('estimate_all', keys)
const total: Operation = call('total')
const counters: Operation = call('counters')

function keysOf(prefix: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${prefix}${index}`)
}

const wide = { width: 1000, depth: 4 }
const small = { width: 100, depth: 4 }
const tiny = { width: 4, depth: 2 }
const users = keysOf('user-', 30)
const pages = keysOf('page/', 30)
const BILLION = 1_000_000_000

const alone: readonly Scenario[] = [
  shows('never-below', wide, [add('a', 3), estimate('a'), add('a', 2), estimate('a')]),
  shows('never-below', tiny, [addAll(users), addAll(users.slice(0, 10)), estimateAll(users)]),
  shows('never-below', wide, [add('', 1), add('ключ', 2), add('🔑', 3), estimateAll(['', 'ключ', '🔑'])]),
  shows('adds-the-given-count', wide, [add('a', 7), estimate('a')]),
  shows('adds-the-given-count', wide, [add('a', 1), add('b', 5), add('a', 2), estimate('a'), estimate('b')]),
  shows('counts-beyond-32-bits', wide, [add('a', 3 * BILLION), add('a', 3 * BILLION), estimate('a'), total]),
  shows('takes-the-least', wide, [add('a', 5), estimate('a'), estimate('b')]),
  shows('takes-the-least', wide, [addAll(keysOf('user-', 250)), estimateAll(keysOf('guest-', 2000))]),
  shows('stays-within-its-error', wide, [addAll(keysOf('k', 250)), estimateAll(keysOf('l', 2000))]),
  shows('stays-within-its-error', wide, [addAll(keysOf('k', 1000)), estimateAll(keysOf('l', 1000))]),
  shows('stays-within-its-error', wide, [
    ...keysOf('heavy-', 100).map((key, index) => add(key, 1000 + index)),
    estimateAll(keysOf('light-', 2000)),
  ]),
  shows('holds-counters-not-keys', small, [addAll(keysOf('user-', 400)), estimateAll(keysOf('guest-', 200))]),
  shows('total-is-exact', wide, [
    total,
    add('a', 3),
    add('b', 4),
    add('a', 1),
    total,
    addAll(['a', 'c']),
    total,
  ]),
  shows(
    'total-is-exact',
    wide,
    [add('a', 3), callOn(1, 'add', 'b', 4), call('merge', subject(1)), total, callOn(1, 'total')],
    { subjects: 2 },
  ),
  shows('refuses-counts-below-one', wide, [add('a', 2), add('a', 0), estimate('a'), total]),
  shows('refuses-counts-below-one', wide, [add('a', 2), add('a', -1), estimate('a'), total]),
  shows('refuses-counts-below-one', wide, [add('a', -3), total, estimate('a')]),
  shows('asking-changes-nothing', wide, [add('a', 2), ...times(3, estimate('a')), total]),
  shows('asking-changes-nothing', tiny, [addAll(users), estimateAll(users), estimateAll(users), total]),
  shows('lists-are-keys-one-by-one', wide, [
    addAll(['b', 'a', 'b', 'c', 'b']),
    estimateAll(['c', 'b', 'a', 'b']),
  ]),
  shows('lists-are-keys-one-by-one', wide, [addAll([]), estimateAll([]), total]),
  shows('lists-are-keys-one-by-one', wide, [add('b', 9), add('a', 4), estimateAll(['b', 'a', 'b'])]),
]

const two = { subjects: 2 }
const merge = call('merge', subject(1))
const addOther = (key: string, count: number): Operation => callOn(1, 'add', key, count)
const filled = [add('a', 3), add('b', 4), addOther('b', 5), addOther('c', 6)]
const all = ['a', 'b', 'c']

function shaped(...shapes: readonly (readonly [number, number])[]) {
  return { subjects: 2, each: shapes.map(([width, depth]) => ({ width, depth })) }
}

const merging: readonly Scenario[] = [
  shows(
    'merge-adds-up',
    wide,
    [addAll(users), callOn(1, 'add_all', pages), merge, callOn(1, 'estimate_all', users)],
    two,
  ),
  shows(
    'merge-adds-up',
    wide,
    [addAll(users), callOn(1, 'add_all', pages), merge, estimateAll([...users, ...pages])],
    two,
  ),
  shows('merge-adds-up', wide, [...filled, merge, estimateAll(all), total], two),
  shows('merge-adds-up', wide, [...filled, merge, callOn(1, 'estimate_all', all), callOn(1, 'total')], two),
  shows('merge-adds-up', wide, [add('a', 3), call('merge', subject(0)), estimate('a'), total], two),
  shows('merge-adds-up', wide, [merge, add('a', 3), callOn(1, 'estimate', 'a'), callOn(1, 'total')], two),
  shows(
    'merge-needs-equal-shape',
    wide,
    [...filled, merge, estimateAll(['a', 'b']), total],
    shaped([100, 4], [50, 4]),
  ),
  shows('merge-needs-equal-shape', wide, [...filled, merge, total], shaped([100, 4], [100, 3])),
  shows('merge-needs-equal-shape', wide, [...filled, merge, total], shaped([100, 4], [200, 2])),
]

export const SCENARIOS: readonly Scenario[] = [
  ...alone,
  ...merging,
  shows('instances-share-nothing', wide, [add('a', 3), callOn(1, 'estimate', 'a'), callOn(1, 'total')], two),
  shows('has-the-stated-defaults', {}, [counters]),
  shows('has-the-stated-defaults', { width: 1000 }, [counters]),
  shows('has-the-stated-defaults', { depth: 4 }, [counters]),
]

import type { Scenario } from '../../model.ts'
import type { Operation } from '../../sequence.ts'
import { call, callOn, shows } from '../steps.ts'

const put = (key: string, value = '1'): Operation => call('put', key, value)
const del = (key: string): Operation => call('delete', key)
const get = (key: string): Operation => call('get', key)
const scan = (start = '', end: string | null = null): Operation => call('scan', start, end)
const flush: Operation = call('flush')
const runs: Operation = call('runs')

/** Two keys to a memtable, three runs to a level. */
const tree = (property: string, ...ops: readonly Operation[]): Scenario =>
  shows(property, { memtable_limit: 2, fanout: 3 }, ops)

/** A run for each write, two runs to a level. */
const eager = (property: string, ...ops: readonly Operation[]): Scenario =>
  shows(property, { memtable_limit: 1, fanout: 2 }, ops)

/** Puts of so many keys, from a on. */
const puts = (keys: string): Operation[] => [...keys].map((key) => put(key))

export const SCENARIOS: readonly Scenario[] = [
  tree('reads-the-last-write', put('a'), put('b'), put('a', ''), get('a')),
  eager(
    'newest-wins',
    put('a'),
    put('b'),
    put('a', '2'),
    put('b', '2'),
    put('a', '3'),
    get('a'),
    get('b'),
    runs,
  ),
  tree('newest-wins', put('a'), put('b'), put('a', '2'), put('b', '2'), get('a'), scan()),
  eager(
    'newest-wins',
    ...puts('abcd'),
    put('a', '2'),
    put('b', '2'),
    put('a', '3'),
    put('b', '3'),
    get('a'),
    runs,
  ),
  tree(
    'newest-wins',
    ...puts('abcdef'),
    put('a', '2'),
    put('g'),
    put('h'),
    put('i'),
    put('j'),
    put('k'),
    get('a'),
  ),
  tree('flushes-when-full', put('a'), scan(), runs),
  eager(
    'tombstones-go-at-the-oldest-run',
    put('a'),
    del('a'),
    put('b'),
    del('b'),
    runs,
    put('c'),
    del('d'),
    runs,
  ),
  tree('scans-a-range', put('a', ''), put('b'), scan(), put('c'), scan('a', 'b')),
  tree(
    'reads-the-last-write',
    get('a'),
    put('a'),
    get('a'),
    put('a', '2'),
    get('a'),
    put('b'),
    get('a'),
    get('b'),
  ),
  tree('reads-the-last-write', put('a'), put('b'), put('c'), put('d'), get('a'), get('c'), get('e')),
  tree('reads-the-last-write', put('a', ''), get('a'), put('', '1'), get(''), get('a')),
  tree('newest-wins', put('a'), put('b'), put('a', '2'), put('c'), get('a'), scan()),
  tree('newest-wins', put('a'), put('b'), put('a', '2'), get('a'), scan()),
  tree('deleted-stays-deleted', put('a'), get('a'), del('a'), get('a'), scan()),
  tree('deleted-stays-deleted', put('a'), put('b'), del('a'), get('a'), scan(), put('c'), get('a'), scan()),
  tree('deleted-stays-deleted', ...puts('abcd'), del('a'), put('e'), get('a'), scan(), runs),
  tree('deleted-stays-deleted', put('a'), put('b'), del('a'), put('c'), put('a', '2'), get('a'), scan()),
  eager('deleted-stays-deleted', put('a'), del('a'), get('a'), scan(), runs),
  tree('a-delete-is-a-write', del('a'), del('b'), runs, get('a')),
  tree('a-delete-is-a-write', put('a'), del('a'), put('b'), runs),
  tree('flushes-when-full', put('a'), runs, put('b'), runs, put('c'), runs),
  tree('flushes-when-full', put('a'), put('a', '2'), put('a', '3'), runs, put('b'), runs),
  tree('flushes-when-full', put('a'), del('b'), runs),
  tree('flushes-when-full', put('a'), put('b'), put('c'), runs, put('d'), runs),
  tree('flushes-on-demand', flush, runs, put('a'), flush, runs, flush, runs, put('b'), runs),
  tree('flushes-on-demand', put('a'), flush, put('b'), flush, put('c'), flush, runs),
  tree('runs-are-sorted', put('b'), put('a'), runs, put('Z'), put('c'), runs),
  tree('runs-are-sorted', put('b'), put('a'), put('d'), put('c'), put('f'), put('e'), runs),
  tree('runs-never-change', put('a'), put('b'), put('a', '2'), runs, put('c'), runs),
  tree('runs-never-change', put('a'), put('b'), del('a'), runs, put('c'), runs),
  tree('merges-full-levels', ...puts('abcd'), runs, ...puts('ef'), runs, ...puts('gh'), runs),
  eager(
    'merges-full-levels',
    put('a'),
    put('b'),
    runs,
    put('c'),
    runs,
    put('d'),
    runs,
    put('e'),
    put('f'),
    runs,
  ),
  eager('merges-full-levels', ...puts('abcdefg'), runs, put('h'), runs),
  eager('merging-keeps-the-newest', put('a'), put('a', '2'), runs, get('a')),
  tree(
    'merging-keeps-the-newest',
    put('a'),
    put('b'),
    put('a', '2'),
    put('c'),
    put('b', '3'),
    put('a', '4'),
    runs,
  ),
  eager('tombstones-stay-until-the-oldest-run', put('a'), put('b'), del('a'), runs, put('c'), runs, get('a')),
  eager(
    'tombstones-stay-until-the-oldest-run',
    put('a'),
    put('b'),
    put('c'),
    del('a'),
    runs,
    get('a'),
    scan(),
  ),
  eager(
    'tombstones-stay-until-the-oldest-run',
    ...[...puts('abcd'), del('a'), put('e'), runs, get('a'), scan(), put('f'), runs],
  ),
  eager('tombstones-stay-until-the-oldest-run', ...[...puts('abcd'), del('x'), put('e'), runs, get('x')]),
  tree('tombstones-stay-until-the-oldest-run', del('a'), put('b'), runs),
  tree('tombstones-go-at-the-oldest-run', put('a'), put('b'), del('a'), put('c'), del('x'), put('d'), runs),
  eager('tombstones-go-at-the-oldest-run', put('a'), del('a'), runs, put('b'), runs),
  eager(
    'tombstones-go-at-the-oldest-run',
    ...[...puts('ab'), del('a'), del('b'), runs, get('a'), put('c'), runs],
  ),
  tree(
    'scans-a-range',
    ...puts('acebd'),
    scan('b', 'd'),
    scan('b'),
    scan('a', 'a'),
    scan('c', 'b'),
    scan('Z', 'c'),
  ),
  tree('scans-a-range', put('a'), put(''), put('b'), scan('', ''), scan('', 'b'), scan(), scan('bb')),
  shows(
    'instances-share-nothing',
    { memtable_limit: 2, fanout: 2 },
    [
      put('a'),
      callOn(1, 'get', 'a'),
      callOn(1, 'put', 'b', '1'),
      callOn(1, 'runs'),
      put('c'),
      callOn(1, 'runs'),
    ],
    { subjects: 2 },
  ),
  shows('has-the-stated-defaults', {}, [...puts('abc'), runs, put('d'), runs]),
  shows('has-the-stated-defaults', {}, [...puts('abcdefghijkl'), runs, ...puts('mnop'), runs]),
]

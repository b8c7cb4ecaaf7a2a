import type { Scenario } from '../../model.ts'
import type { Json, Operation } from '../../sequence.ts'
import { call, callOn, keep, result, shows, subject } from '../steps.ts'
import { leafOf, levelsOver } from './hashes.ts'
import { TWINS } from './sequences.ts'

const [A, B] = [0, 1]
const KEYS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'Z'] as const
const [liquid, costarring] = TWINS

const put = (key: string, value = 'x', on = A): Operation => callOn(on, 'put', key, value)
const remove = (key: string, on = A): Operation => callOn(on, 'remove', key)
const root = call('root')
const diff = (on = A, other = B): Operation => callOn(on, 'diff', subject(other))
const compared = (on = A): Operation => callOn(on, 'compared')
const entries = (key: string): Operation => call('entries', key)
const proof = (key: string): Operation => call('proof', key)
const verify = (key: string, held: Json, path: Json, top: Json, on = A): Operation =>
  callOn(on, 'verify', key, held, path, top)

const one = { buckets: 1 }
const four = { buckets: 4 }
const eight = { buckets: 8 }
const all = (value = 'x', on = A): Operation[] => KEYS.map((key) => put(key, value, on))
const two = { subjects: 2 }

/** Keeps what is in the bucket of the key as 1, its proof as 2 and the root as 3. */
const claim = (key: string): Operation[] => [
  keep(1, A, 'entries', key),
  keep(2, A, 'proof', key),
  keep(3, A, 'root'),
]
const claimed = [result(1), result(2), result(3)] as const

/** Hashes of a tree of two buckets of which the left one holds these entries. */
function forged(held: Readonly<Record<string, string>>): { leaf: number; neighbour: number; top: number } {
  const right = (): boolean => false
  const [leaf, neighbour] = [leafOf(new Map(Object.entries(held)), right), leafOf(new Map(), right)]
  return { leaf, neighbour, top: levelsOver([leaf, neighbour], right)[1]?.[0] ?? 0 }
}

const own = forged({ b: 'x' })
const foreign = forged({ a: 'x', b: 'x' })
/** Of a tree of four buckets, passed off as one of two. */
const higher = levelsOver([own.top, own.top], () => false)[1]?.[0] ?? 0

export const SCENARIOS: readonly Scenario[] = [
  shows('buckets-by-the-hash', four, [...all(), ...KEYS.map(entries), root]),
  shows('leaf-over-sorted-entries', one, [put('b'), put('a', 'y'), root, put('d'), put('c'), root]),
  shows('leaf-over-sorted-entries', one, [put('Z'), put('a'), put('B'), put('b'), root, entries('a')]),
  shows('leaf-over-sorted-entries', { buckets: 2 }, [...all(), root]),
  shows('hashes-keys-and-values', one, [put('a', 'bc'), root, remove('a'), put('ab', 'c'), root]),
  shows('hashes-keys-and-values', four, [put('a', 'x'), root, put('a', 'y'), root]),
  shows('hashes-keys-and-values', one, [put('', 'a'), root, remove(''), put('a', ''), root]),
  shows('hashes-pairs-upward', { buckets: 2 }, [put('b'), root, put('a'), root]),
  shows('hashes-pairs-upward', { buckets: 2 }, [put('a'), root]),
  shows('hashes-pairs-upward', eight, [...all(), root]),
  shows('empty-has-a-root', one, [root]),
  shows('empty-has-a-root', eight, [root, put('a'), root, remove('a'), root]),
  shows('same-content-same-root', four, [...all(), root, put('n2'), remove('n2'), entries('n2'), root]),
  shows('same-content-same-root', four, [
    put('a'),
    put('b'),
    root,
    put('a', 'y'),
    put('a'),
    root,
    remove('b'),
    root,
  ]),
  shows('follows-every-change', four, [put('a'), root, put('a', 'y'), root, entries('a'), remove('a'), root]),
  shows('follows-every-change', four, [remove('a'), put('a'), remove('a'), remove('a'), entries('a'), root]),
  shows('follows-every-change', four, [
    put('a', ''),
    entries('a'),
    root,
    put('a'),
    put('a', ''),
    entries('a'),
    root,
  ]),
  shows('finds-what-differs', four, [put('a'), put('b', 'x', B), diff(), diff(B, A)], two),
  shows(
    'finds-what-differs',
    four,
    [...all(), ...all('x', B), put('c', 'y'), remove('e', B), put('n2'), diff(), diff(B, A)],
    two,
  ),
  shows('finds-what-differs', four, [...all('x', B), diff(), diff(B, A)], two),
  shows(
    'compares-few-nodes',
    eight,
    [compared(), ...all(), ...all('x', B), diff(), compared(), compared(B)],
    two,
  ),
  shows(
    'compares-few-nodes',
    eight,
    [...all(), ...all('x', B), put('a', 'y'), diff(), compared(), diff(), compared()],
    two,
  ),
  shows(
    'compares-few-nodes',
    eight,
    [put('a', liquid), put('a', costarring, B), diff(), put('f'), diff(), compared()],
    two,
  ),
  shows('compares-few-nodes', one, [diff(), compared(), put('a'), diff(), compared()], two),
  shows(
    'finds-what-differs',
    one,
    [put('a', liquid), put('a', costarring, B), put('b'), diff(), diff(B, A)],
    two,
  ),
  shows('finds-what-differs', one, [put('a', ''), diff(), diff(B, A)], two),
  shows('refuses-other-sizes', {}, [put('a'), diff(), diff(B, A), compared(), root], {
    ...two,
    each: [four, eight],
  }),
  shows('proof-is-the-siblings', eight, [...all(), ...KEYS.map(proof)]),
  shows('proof-is-the-siblings', one, [put('a'), proof('a')]),
  shows('verifies-proofs', eight, [
    ...all(),
    ...KEYS.flatMap((key) => [...claim(key), verify(key, ...claimed)]),
  ]),
  shows('verifies-proofs', four, [...all(), ...claim('c'), put('c', 'y'), verify('c', ...claimed)]),
  shows(
    'verifies-proofs',
    four,
    [...all(), ...claim('c'), verify('c', ...claimed, B), verify('c', {}, result(2), result(3))],
    two,
  ),
  shows('verifies-proofs', four, [put('b'), ...claim('a'), verify('a', ...claimed)]),
  shows('verifies-proofs', { buckets: 2 }, [
    verify('b', { b: 'x' }, [own.neighbour], own.top),
    verify('b', { b: 'x' }, [], own.leaf),
    verify('b', { b: 'x' }, [own.neighbour, own.top], higher),
    verify('b', { b: 'y' }, [own.neighbour], own.top),
    verify('b', { b: 'x' }, [own.neighbour + 1], own.top),
    verify('b', { b: 'x' }, [own.neighbour], own.top + 1),
    verify('b', { a: 'x', b: 'x' }, [foreign.neighbour], foreign.top),
  ]),
  shows(
    'trees-share-nothing',
    four,
    [put('a'), callOn(B, 'root'), put('b', 'y', B), root, callOn(B, 'entries', 'a')],
    two,
  ),
  shows('has-the-stated-defaults', {}, [root, proof('a'), ...all(), root, entries('k1')]),
]

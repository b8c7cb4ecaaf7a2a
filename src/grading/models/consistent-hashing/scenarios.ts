import type { Scenario } from '../../model.ts'
import type { Operation } from '../../sequence.ts'
import { call, callOn, shows } from '../steps.ts'
import { TWINS } from './sequences.ts'

const add = (node: string, weight = 1): Operation => call('add_node', node, weight)
const remove = (node: string): Operation => call('remove_node', node)
const owner = (key: string): Operation => call('owner', key)
const owners = (key: string, count: number): Operation => call('owners', key, count)
const nodes = call('nodes')
const abc = [add('a'), add('b'), add('c')]

/** Keys enough to fall into every gap that is not narrow. */
const keys = (count: number): string[] => Array.from({ length: count }, (_, index) => `key-${index}`)
const owned = (count: number): Operation[] => keys(count).map(owner)

const one = { virtual_nodes: 1 }
const four = { virtual_nodes: 4 }
const [liquid, costarring] = TWINS
const twinKeys = [owner('liquid#0'), owner('costarring#1'), ...owned(8)]

export const SCENARIOS: readonly Scenario[] = [
  shows('places-points-by-the-hash', one, [...abc, ...owned(12)]),
  shows('places-points-by-the-hash', four, [...abc, owner('a#0'), owner('a#3'), owner('a#4'), ...owned(12)]),
  shows('next-point-owns', one, [...abc, add('d'), add('e'), ...owned(24)]),
  shows('next-point-owns', { virtual_nodes: 8 }, [...abc, ...owned(24)]),
  shows('next-point-owns', one, [...abc, owner('a#0'), owner('b#0'), owner('c#0')]),
  shows('wraps-around', one, [...abc, ...owned(24)]),
  shows('wraps-around', one, [add('a'), ...owned(8)]),
  shows('empty-ring', four, [owner('key-1'), owners('key-1', 3), nodes]),
  shows('empty-ring', four, [add('a'), remove('a'), owner('key-1'), owners('key-1', 2), nodes]),
  shows('same-place-smaller-name', four, [add(liquid), add('b'), add(costarring), ...twinKeys]),
  shows('same-place-smaller-name', four, [add(costarring), add('b'), add(liquid), ...twinKeys]),
  shows('same-place-smaller-name', four, [
    add(costarring),
    add('b'),
    add(liquid),
    remove(costarring),
    ...twinKeys,
  ]),
  shows('same-place-smaller-name', four, [
    add(costarring),
    add('b'),
    add(liquid),
    remove(liquid),
    ...twinKeys,
  ]),
  shows('same-place-smaller-name', four, [
    add(liquid),
    add(costarring),
    owners('liquid#0', 2),
    owners('key-1', 2),
  ]),
  shows(
    'same-place-smaller-name',
    four,
    [
      ...[...abc, add(liquid), add(costarring), ...twinKeys],
      ...[costarring, 'c', liquid, 'a', 'b'].map((node) => callOn(1, 'add_node', node, 1)),
      ...twinKeys.map((op) => ({ ...op, on: 1 })),
    ],
    { subjects: 2 },
  ),
  shows('spreads-virtual-nodes', { virtual_nodes: 16 }, [...abc, add('d'), ...owned(32)]),
  // The key lies 11 places after point 0 of the node: in the midst of its points, if they stand in a row.
  shows('spreads-virtual-nodes', { virtual_nodes: 16 }, [add('node-430'), add('a'), owner('key-25533')]),
  shows('weighs-nodes', four, [add('a'), add('b', 4), ...owned(24)]),
  shows('weighs-nodes', one, [add('a', 3), add('b', 5), ...owned(24)]),
  shows('moves-as-little-as-possible', four, [...abc, ...owned(12), add('d'), ...owned(12)]),
  shows('moves-as-little-as-possible', four, [...abc, ...owned(12), remove('a'), ...owned(12)]),
  shows('moves-as-little-as-possible', four, [
    ...abc,
    ...owned(8),
    add('d'),
    ...owned(8),
    remove('d'),
    ...owned(8),
  ]),
  shows('adding-again-sets-the-weight', four, [add('a'), add('a'), add('b'), nodes, ...owned(8)]),
  shows('adding-again-sets-the-weight', four, [...abc, add('a'), remove('a'), nodes, ...owned(12)]),
  shows('adding-again-sets-the-weight', four, [...abc, add('a', 4), ...owned(12), add('a', 1), ...owned(12)]),
  shows('removes-all-of-a-node', four, [...abc, remove('b'), ...owned(16), nodes]),
  shows('removes-all-of-a-node', four, [
    add('a'),
    add('b', 3),
    remove('b'),
    ...owned(16),
    owners('key-1', 2),
  ]),
  shows('removes-all-of-a-node', four, [add('a'), remove('b'), remove('a'), remove('a'), nodes]),
  shows('owners-are-distinct', four, [...abc, add('d'), ...keys(8).map((key) => owners(key, 3))]),
  shows('owners-are-distinct', one, [...abc, ...keys(8).map((key) => owners(key, 2))]),
  shows('owners-are-distinct', four, [...abc, owners('key-1', 3), owners('key-1', 4), owners('key-1', 0)]),
  shows('lists-its-nodes', four, [
    add('c'),
    add('a', 2),
    add('n10'),
    add('n2'),
    add('b'),
    nodes,
    remove('a'),
    nodes,
  ]),
  shows(
    'instances-share-nothing',
    four,
    [add('a'), callOn(1, 'add_node', 'b', 1), owner('key-1'), callOn(1, 'nodes')],
    {
      subjects: 2,
    },
  ),
  shows('has-the-stated-defaults', {}, [...abc, owner('a#63'), owner('a#64'), owner('b#64'), owner('c#64')]),
  shows('has-the-stated-defaults', {}, [...abc, owner('a#32'), owner('b#50'), owner('c#63'), ...owned(24)]),
]

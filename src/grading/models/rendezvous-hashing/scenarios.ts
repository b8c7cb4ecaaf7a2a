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

const keys = (count: number): string[] => Array.from({ length: count }, (_, index) => `key-${index}`)
const owned = (count: number): Operation[] => keys(count).map(owner)
const listed = (count: number, many: number): Operation[] => keys(many).map((key) => owners(key, count))
const [liquid, costarring] = TWINS

export const SCENARIOS: readonly Scenario[] = [
  shows('scores-by-the-hash', {}, [...abc, ...owned(12)]),
  shows('scores-by-the-hash', {}, [add('a', 2), add('b', 3), ...owned(12)]),
  shows('highest-score-owns', {}, [...abc, add('d'), ...owned(24)]),
  shows('highest-score-owns', {}, [add('a'), add('b'), ...owned(24)]),
  shows('no-nodes', {}, [owner('key-1'), owners('key-1', 3), nodes]),
  shows('no-nodes', {}, [add('a'), remove('a'), owner('key-1'), owners('key-1', 2), nodes]),
  shows('same-score-smaller-name', {}, [add(liquid), add(costarring), ...owned(4), ...listed(2, 2)]),
  shows('same-score-smaller-name', {}, [add(costarring), add(liquid), ...owned(4), ...listed(2, 2)]),
  shows('same-score-smaller-name', {}, [
    add(liquid),
    add('b'),
    add(costarring),
    ...owned(8),
    remove(costarring),
    ...owned(8),
  ]),
  shows('spreads-keys', {}, [...abc, add('d'), ...owned(24)]),
  shows('spreads-keys', {}, [...abc, add('d'), ...listed(4, 8)]),
  shows('weighs-nodes', {}, [add('a'), add('b', 4), ...owned(24)]),
  shows('weighs-nodes', {}, [add('a', 3), add('b', 2), add('c'), ...owned(24)]),
  shows('moves-as-little-as-possible', {}, [...abc, ...owned(12), add('d'), ...owned(12)]),
  shows('moves-as-little-as-possible', {}, [...abc, ...owned(12), remove('a'), ...owned(12)]),
  shows('moves-as-little-as-possible', {}, [
    ...abc,
    ...owned(8),
    add('d'),
    ...owned(8),
    remove('d'),
    ...owned(8),
  ]),
  shows('adding-again-sets-the-weight', {}, [add('a'), add('a'), add('b'), nodes, ...owned(12)]),
  shows('adding-again-sets-the-weight', {}, [...abc, add('a', 4), ...owned(12), add('a', 1), ...owned(12)]),
  shows('removes-all-of-a-node', {}, [...abc, remove('b'), ...owned(12), nodes]),
  shows('removes-all-of-a-node', {}, [add('a'), add('b', 3), remove('b'), ...owned(12), owners('key-1', 2)]),
  shows('removes-all-of-a-node', {}, [add('a'), remove('b'), remove('a'), remove('a'), nodes]),
  shows('owners-are-distinct', {}, [...abc, add('d'), ...listed(3, 8)]),
  shows('owners-are-distinct', {}, [add('a', 3), add('b', 2), add('c'), ...listed(2, 8)]),
  shows('owners-are-distinct', {}, [...abc, owners('key-1', 3), owners('key-1', 4), owners('key-1', 0)]),
  shows('lists-its-nodes', {}, [
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
    {},
    [add('a'), callOn(1, 'add_node', 'b', 1), owner('key-1'), callOn(1, 'nodes')],
    {
      subjects: 2,
    },
  ),
]

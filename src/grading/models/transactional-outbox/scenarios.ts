import type { Scenario } from '../../model.ts'
import type { Deed, Operation, Script } from '../../sequence.ts'
import { call, callOn, handing, shows, times } from '../steps.ts'

const OK: Deed = {}
const TIMEOUT: Deed = { fails: 'timeout' }
const REJECTED: Deed = { fails: 'MessageRejectedError' }
const CONFLICT: Deed = { fails: 'conflict' }
const some = { max_attempts: 2 }

/** An update that gives these values, one after the other. */
function update(keys: readonly string[], ...values: readonly (string | Deed)[]): Operation {
  const does = values.map((one) => (typeof one === 'string' ? { gives: one } : one))
  return call('update', keys, handing('compute', does))
}

const poll = (batch: number): Operation => call('poll', batch)
const release = (id: string): Operation => call('release', id)
const get = (key: string): Operation => call('get', key)
const pending: Operation = call('pending')
const parked: Operation = call('parked')

/** Publishing these events goes so, and all others well. */
function publishing(by: NonNullable<Script['by']>): { given: Record<string, Script> } {
  return { given: { publish: { does: [], by } } }
}

const together = 'writes-state-and-events-together'
const nothing = 'a-failed-update-leaves-nothing'

export const SCENARIOS: readonly Scenario[] = [
  shows(together, some, [update(['a', 'b'], '1', '2'), get('a'), get('b'), pending]),
  shows(together, some, [update(['a', 'b', 'a'], '1', '2', '3'), get('a'), pending]),
  shows(together, some, [update(['a'], '1'), update(['a'], '1'), pending, get('b')]),
  shows(together, some, [update([], '1'), pending]),
  shows(nothing, some, [update(['a'], '1'), update(['a', 'b'], '2', CONFLICT), get('a'), pending, poll(9)]),
  shows(nothing, some, [update(['a', 'b'], '2', CONFLICT), get('a'), pending]),
  shows('numbers-the-events-of-a-key', some, [update(['b', 'a'], '1', '2'), update(['b'], '3'), pending]),
  shows('numbers-the-events-of-a-key', some, [update(['a', 'b'], '1', CONFLICT), update(['a'], '2')]),
  shows('numbers-the-events-of-a-key', some, [update(['a'], '1'), poll(1), update(['a'], '2')]),
  shows('publishes-what-was-written', some, [update(['a'], '1'), update(['a'], '2'), poll(2), get('a')]),
  shows('publishes-in-commit-order', some, [update(['b', 'a'], '1', '2'), update(['b'], '3'), poll(3)]),
  shows('publishes-in-commit-order', some, [update(['a'], '1'), update(['b'], '2'), poll(1), poll(1)]),
  shows('marks-after-publishing', some, [update(['a'], '1'), poll(1), poll(1), pending]),
  shows('marks-after-publishing', some, [update(['a'], '1'), poll(1), pending, poll(1), pending], {
    ...publishing({ 'a#1': [TIMEOUT, OK] }),
  }),
  shows('holds-back-the-key-alone', some, [update(['a', 'a', 'b'], '1', '2', '3'), poll(9), poll(9)], {
    ...publishing({ 'a#1': [TIMEOUT, OK] }),
  }),
  shows(
    'batch-limits-the-calls',
    some,
    [update(['a', 'a', 'b', 'c'], '1', '2', '3', '4'), poll(2), poll(9)],
    {
      ...publishing({ 'a#1': [TIMEOUT, OK] }),
    },
  ),
  shows('batch-limits-the-calls', some, [update(['a', 'b', 'c'], '1', '2', '3'), poll(2), poll(2), poll(2)]),
  shows(
    'parks-what-fails',
    { max_attempts: 3 },
    [update(['a'], '1'), ...times(4, poll(1)), parked, pending],
    {
      ...publishing({ 'a#1': [TIMEOUT] }),
    },
  ),
  shows('parks-what-fails', some, [update(['a', 'a'], '1', '2'), ...times(4, poll(2)), parked, pending], {
    ...publishing({ 'a#1': [TIMEOUT, OK], 'a#2': [TIMEOUT, OK] }),
  }),
  shows('parks-what-fails', some, [update(['a'], '1'), poll(1), parked, poll(1)], {
    ...publishing({ 'a#1': [REJECTED, OK] }),
  }),
  shows(
    'parked-holds-nothing-back',
    some,
    [update(['a', 'a'], '1', '2'), poll(9), poll(9), pending, poll(9)],
    {
      ...publishing({ 'a#1': [TIMEOUT] }),
    },
  ),
  shows('parks-what-fails', some, [update(['a', 'b'], '1', '2'), poll(2), poll(2), parked], {
    ...publishing({ 'a#1': [TIMEOUT], 'b#1': [REJECTED] }),
  }),
  shows('parked-holds-nothing-back', some, [update(['a', 'a'], '1', '2'), poll(9), pending, poll(9)], {
    ...publishing({ 'a#1': [REJECTED] }),
  }),
  shows(
    'release-brings-it-back',
    some,
    [update(['a', 'b'], '1', '2'), poll(1), release('a#1'), pending, parked, poll(9)],
    publishing({ 'a#1': [REJECTED, OK] }),
  ),
  shows(
    'release-brings-it-back',
    some,
    [update(['a'], '1'), poll(1), poll(1), release('a#1'), poll(1), parked, poll(1), parked],
    publishing({ 'a#1': [TIMEOUT] }),
  ),
  shows('release-brings-it-back', some, [update(['a'], '1'), release('a#1'), release('b#1'), poll(1)]),
  shows(
    'release-brings-it-back',
    some,
    [update(['a'], '1'), poll(1), release('a#1'), release('a#1'), poll(1)],
    {
      ...publishing({ 'a#1': [REJECTED, OK] }),
    },
  ),
  shows(
    'instances-share-nothing',
    some,
    [
      callOn(0, 'update', ['a'], handing('compute', [{ gives: '1' }])),
      callOn(1, 'get', 'a'),
      callOn(1, 'pending'),
    ],
    { subjects: 2 },
  ),
  shows('has-the-stated-defaults', {}, [update(['a'], '1'), ...times(6, poll(1)), parked], {
    ...publishing({ 'a#1': [TIMEOUT] }),
  }),
]

import type { Scenario } from '../../model.ts'
import type { Deed, Json, Operation } from '../../sequence.ts'
import { call, callOn, handing, shows, wait } from '../steps.ts'

const run = (key: string, request: string, ...does: readonly Deed[]): Operation =>
  call('execute', key, request, handing('operation', does))
const gives = (value: Json, takesMs?: number): Deed =>
  takesMs === undefined ? { gives: value } : { gives: value, takesMs }
const down: Deed = { fails: 'timeout' }
const declined: Deed = { fails: 'DeclinedError' }
const size: Operation = call('size')

/** A receipt, and what a second run would give. */
const pay = (key = 'k1', request = 'charge 40'): Operation =>
  run(key, request, gives('receipt 1'), gives('receipt 2'))
const payMore = run('k1', 'charge 60', gives('receipt 9'))

const brief = { ttl_ms: 1000 }

export const SCENARIOS: readonly Scenario[] = [
  shows('runs-a-new-key-once', brief, [pay(), pay('k2', 'charge 60')]),
  shows('runs-a-new-key-once', brief, [run('k1', 'charge 40', down, gives('receipt 1'))]),
  shows('runs-a-new-key-once', brief, [run('k1', 'charge 40', declined, gives('receipt 1'))]),
  ...['receipt 1', 7, 0, false, '', null, [1, 2]].map((value) =>
    shows('replays-the-outcome', brief, [
      run('k1', 'charge 40', gives(value)),
      wait(500),
      run('k1', 'charge 40', gives('again')),
      run('k1', 'charge 40', down),
    ]),
  ),
  shows('another-request-is-a-conflict', brief, [pay(), payMore, pay()]),
  shows('another-request-is-a-conflict', brief, [run('k1', 'charge 40', gives(null)), payMore]),
  shows('another-request-is-a-conflict', brief, [run('k1', 'charge 40', declined), payMore]),
  shows('a-conflict-changes-nothing', brief, [pay(), payMore, payMore, pay()]),
  shows('a-conflict-changes-nothing', brief, [pay(), wait(600), payMore, wait(400), pay()]),
  shows('declined-is-an-outcome', brief, [run('k1', 'charge 40', declined), pay(), wait(999), pay()]),
  shows('other-failures-free-the-key', brief, [run('k1', 'charge 40', down), pay(), pay()]),
  shows('other-failures-free-the-key', brief, [run('k1', 'charge 40', down), payMore, pay()]),
  shows('other-failures-free-the-key', brief, [
    run('k1', 'charge 40', { fails: 'reset' }),
    run('k1', 'charge 40', down),
    size,
  ]),
  shows('expires-at-its-age', brief, [pay(), wait(999), pay(), wait(1), pay()]),
  shows('expires-at-its-age', brief, [pay(), wait(1000), payMore, pay()]),
  shows('expires-at-its-age', brief, [pay(), wait(1001), payMore, pay()]),
  shows('expires-at-its-age', brief, [pay(), wait(60_000), pay()]),
  shows('expires-at-its-age', brief, [pay(), wait(1_000_000), pay()]),
  shows('expires-at-its-age', brief, [pay(), wait(60_000), pay()], { startMs: 0 }),
  shows('age-counts-from-the-outcome', brief, [
    run('k1', 'charge 40', gives('receipt 1', 700)),
    wait(999),
    pay(),
    wait(1),
    pay(),
  ]),
  shows('age-counts-from-the-outcome', brief, [
    run('k1', 'charge 40', gives('receipt 1', 5000)),
    pay(),
    size,
  ]),
  shows('replays-do-not-prolong', brief, [pay(), wait(600), pay(), wait(400), pay()]),
  shows('keys-are-apart', brief, [pay('k1'), pay('k2'), pay('K1'), pay('k1 '), size]),
  shows('keys-are-apart', brief, [pay(''), pay(''), size]),
  shows('keys-are-apart', brief, [pay('constructor'), pay('constructor'), size]),
  shows('size-counts-what-is-known', brief, [
    size,
    pay(),
    pay(),
    payMore,
    size,
    run('k2', 'charge 40', declined),
    size,
    run('k3', 'charge 40', down),
    size,
    wait(1000),
    size,
  ]),
  shows('size-counts-what-is-known', brief, [pay(), wait(1000), pay('k2'), size]),
  shows('uses-the-given-clock', brief, [pay(), wait(1000), pay()], { systemClock: 'frozen' }),
  shows(
    'instances-share-nothing',
    brief,
    [pay(), callOn(1, 'execute', 'k1', 'charge 40', handing('operation', [gives('other')]))],
    { subjects: 2 },
  ),
  shows('has-the-stated-defaults', {}, [pay(), wait(86_399_999), pay(), wait(1), pay()]),
]

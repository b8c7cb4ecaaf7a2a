import type { Scenario } from '../../model.ts'
import type { Json, Operation, Options } from '../../sequence.ts'
import { call, callOn, keep, result, shows, times, wait } from '../steps.ts'
import type { Event } from './events.ts'

const [A, B, C] = [0, 1, 2]
const ANY = null
const ALL = result(1)
const SNAPSHOT = result(2)

const deposit = (cents: number, expected: Json = ANY, on = A): Operation =>
  callOn(on, 'deposit', cents, expected)
const withdraw = (cents: number, expected: Json = ANY, on = A): Operation =>
  callOn(on, 'withdraw', cents, expected)
const close = (expected: Json = ANY, on = A): Operation => callOn(on, 'close', expected)
const balance = (on = A): Operation => callOn(on, 'balance')
const version = (on = A): Operation => callOn(on, 'version')
const events = (after = 0, on = A): Operation => callOn(on, 'events', after)
const snapshot = (on = A): Operation => callOn(on, 'snapshot')
const replay = (list: Json, on = A): Operation => callOn(on, 'replay', list)
const restore = (from: Json, list: Json, on = A): Operation => callOn(on, 'restore', from, list)
/** Keeps all events of A, or its snapshot. */
const keepAll = (after = 0): Operation => keep(1, A, 'events', after)
const keepSnapshot = keep(2, A, 'snapshot')

const LIMITED = { overdraft_cents: 100, snapshot_every: 3 }

const one = (property: string, ...ops: readonly Operation[]): Scenario => shows(property, LIMITED, ops)

/** A and others, which are handed what A gave. */
const several = (
  property: string,
  ops: readonly Operation[],
  each: readonly Options[] = [{}, {}],
): Scenario => shows(property, LIMITED, ops, { subjects: each.length, each })

const THREE = [{}, {}, {}]

const paidIn = (number: number, cents = 100): Event => ({ version: number, time: 1000, deposited: cents })
const paidOut = (number: number, cents = 100): Event => ({ version: number, time: 1000, withdrawn: cents })
const renamed = (number: number): Event => ({ version: number, time: 1000, renamed: 1 })
const OLD: readonly Event[] = [
  { version: 1, time: 1000, credited: 3 },
  { version: 2, time: 2000, debited: 1 },
]

const COMMANDS: readonly Scenario[] = [
  one(
    'records-what-happened',
    balance(),
    version(),
    events(),
    deposit(500),
    wait(1000),
    withdraw(200),
    balance(),
  ),
  one(
    'records-what-happened',
    deposit(500),
    wait(1000),
    withdraw(200),
    version(),
    events(),
    events(1),
    events(2),
  ),
  one('records-what-happened', deposit(300), close(), balance(), events(), version()),
  one('records-what-happened', close(), events(), version()),
  one(
    'rejects-what-the-rules-forbid',
    deposit(100),
    withdraw(201),
    events(),
    withdraw(200),
    balance(),
    version(),
  ),
  one(
    'rejects-what-the-rules-forbid',
    deposit(0),
    withdraw(0),
    deposit(-50),
    withdraw(-50),
    version(),
    balance(),
  ),
  one('rejects-what-the-rules-forbid', withdraw(100), close(), events(), deposit(100), close(), version()),
  one('rejects-what-the-rules-forbid', deposit(100), close(), deposit(50), withdraw(50), close(), events()),
  one(
    'detects-conflicts',
    deposit(100, 0),
    deposit(50, 0),
    deposit(50, 1),
    withdraw(20, 1),
    balance(),
    events(),
  ),
  one('detects-conflicts', deposit(100, 0), deposit(100, 2), deposit(100, 9), close(0), close(2), version()),
  one('detects-conflicts', deposit(100), withdraw(500, 0), withdraw(500, 1), deposit(0, 0), version()),
]

const REPLAYS: readonly Scenario[] = [
  several('rebuilds-from-history', [
    deposit(500),
    wait(5),
    withdraw(200),
    keepAll(),
    restore(ANY, ALL, B),
    balance(B),
    events(0, B),
    version(B),
  ]),
  several('rebuilds-from-history', [
    deposit(300),
    close(),
    keepAll(),
    restore(ANY, ALL, B),
    balance(B),
    deposit(100, ANY, B),
    events(0, B),
  ]),
  one(
    'rebuilds-from-history',
    deposit(500),
    deposit(1),
    restore(ANY, [paidIn(1) as Json]),
    balance(),
    version(),
  ),
  several('rebuilds-from-history', [
    ...[deposit(500), keepAll(), restore(ANY, ALL, B), deposit(10), keepAll(1), replay(ALL, B), balance(B)],
    events(0, B),
  ]),
  one(
    'rebuilds-from-history',
    restore(ANY, []),
    version(),
    deposit(100),
    restore(ANY, []),
    version(),
    events(),
  ),
  several(
    'does-not-judge-history-again',
    [withdraw(100), keepAll(), wait(1000), restore(ANY, ALL, B), balance(B), events(0, B)],
    [{ overdraft_cents: 100 }, { overdraft_cents: 0 }],
  ),
  one('does-not-judge-history-again', replay([paidOut(1, 500) as Json]), balance(), deposit(1), events()),
  one('replays-once', replay([paidIn(1), paidIn(1), paidIn(2)]), balance(), version(), events()),
  several('replays-once', [
    ...[deposit(100), deposit(50), keepAll(), restore(ANY, ALL, B), replay(ALL, B), balance(B), version(B)],
    ...[deposit(7, 2, B), replay(ALL, B), balance(B), events(0, B)],
  ]),
  one(
    'replays-once',
    deposit(100),
    deposit(100),
    replay([paidIn(1), paidIn(2), paidIn(3)]),
    balance(),
    events(),
  ),
  one('notices-gaps', replay([paidIn(2)]), version(), balance(), events()),
  one('notices-gaps', replay([paidIn(1), paidIn(2), paidIn(4)]), version(), balance(), events(), snapshot()),
  one('notices-gaps', deposit(500), restore(ANY, [paidIn(1), paidIn(3)]), balance(), version(), events()),
  one('reads-old-events', restore(ANY, [...OLD]), balance(), events(), deposit(50), events(2)),
  one('reads-old-events', replay([{ version: 1, time: 1000, credited: 3 }]), balance(), version(), events()),
  one(
    'passes-over-unknown-events',
    replay([paidIn(1), renamed(2), paidIn(3)]),
    balance(),
    version(),
    events(1),
  ),
]

const SNAPSHOTS: readonly Scenario[] = [
  one(
    'rebuilds-from-a-snapshot',
    restore({ version: 4, balance: 70, closed: 0 }, [paidIn(5)]),
    events(4),
    events(),
  ),
  one(
    'takes-snapshots-on-time',
    snapshot(),
    deposit(1),
    deposit(2),
    snapshot(),
    deposit(4),
    snapshot(),
    deposit(8),
  ),
  one(
    'takes-snapshots-on-time',
    ...times(3, deposit(1)),
    deposit(10),
    snapshot(),
    ...times(2, deposit(1)),
    snapshot(),
  ),
  one('takes-snapshots-on-time', deposit(100), deposit(50), close(), snapshot(), version()),
  one('takes-snapshots-on-time', deposit(100), close(), snapshot()),
  one('takes-snapshots-on-time', replay([paidIn(1), paidIn(2), paidIn(3), paidIn(4)]), snapshot(), version()),
  one(
    'takes-snapshots-on-time',
    ...[
      replay([1, 2, 3, 4, 5, 6, 7].map((at) => paidIn(at, at))),
      snapshot(),
      deposit(100),
      deposit(100),
      snapshot(),
    ],
  ),
  one('takes-snapshots-on-time', restore({ version: 2, balance: 20, closed: 0 }, []), deposit(5), snapshot()),
  several('rebuilds-from-a-snapshot', [
    ...[
      ...times(4, deposit(100)),
      keepSnapshot,
      keepAll(3),
      restore(SNAPSHOT, ALL, B),
      balance(B),
      version(B),
    ],
    ...[events(0, B), snapshot(B), deposit(1, 4, B)],
  ]),
  several('rebuilds-from-a-snapshot', [
    ...[
      ...times(4, deposit(100)),
      keepSnapshot,
      keepAll(),
      restore(SNAPSHOT, ALL, B),
      balance(B),
      version(B),
    ],
    ...[events(0, B), snapshot(B)],
  ]),
  several('rebuilds-from-a-snapshot', [
    ...[deposit(100), close(), keepAll(2), restore({ version: 3, balance: 0, closed: 1 }, ALL, B)],
    ...[deposit(100, ANY, B), version(B), snapshot(B)],
  ]),
  one(
    'rebuilds-from-a-snapshot',
    restore({ version: 4, balance: 70, closed: 0 }, [paidIn(6)]),
    version(),
    balance(),
  ),
  one(
    'rebuilds-from-a-snapshot',
    deposit(9),
    restore({ version: 4, balance: 70, closed: 0 }, []),
    balance(),
    events(),
  ),
]

const SURROUNDINGS: readonly Scenario[] = [
  several('what-it-gave-stays', [
    ...[deposit(100), keepAll(), deposit(50), restore(ANY, ALL, B), version(B), balance(B)],
  ]),
  several(
    'what-it-gave-stays',
    [deposit(100), keepAll(), restore(ANY, ALL, B), deposit(50, ANY, B), restore(ANY, ALL, C), version(C)],
    THREE,
  ),
  several(
    'what-it-gave-stays',
    [
      ...[...times(3, deposit(100)), keepSnapshot, restore(SNAPSHOT, [], B), deposit(50, ANY, B)],
      ...[restore(SNAPSHOT, [], C), balance(C), version(C)],
    ],
    THREE,
  ),
  shows('uses-the-given-clock', LIMITED, [deposit(100), wait(500), deposit(100), events()], {
    systemClock: 'frozen',
  }),
  shows('instances-share-nothing', LIMITED, [deposit(100), balance(B), events(0, B), deposit(5, 0, B)], {
    subjects: 2,
  }),
  shows('has-the-stated-defaults', {}, [
    ...times(9, deposit(1)),
    call('snapshot'),
    deposit(1),
    call('snapshot'),
  ]),
  shows('has-the-stated-defaults', {}, [withdraw(1), deposit(5), withdraw(6), withdraw(5), balance()]),
]

export const SCENARIOS: readonly Scenario[] = [...COMMANDS, ...REPLAYS, ...SNAPSHOTS, ...SURROUNDINGS]

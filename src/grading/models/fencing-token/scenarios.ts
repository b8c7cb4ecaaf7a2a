import type { Scenario } from '../../model.ts'
import type { Json, Operation } from '../../sequence.ts'
import { call, callOn, keep, result, shows, wait } from '../steps.ts'

const [R1, R2] = [result(1), result(2)]

/** Acquires the lock and keeps the token under this number. */
const acquire = (id: number, lock = 'a'): Operation => keep(id, 0, 'acquire', lock)
const ask = (lock = 'a'): Operation => call('acquire', lock)
const renew = (token: Json, lock = 'a'): Operation => call('renew', lock, token)
const release = (token: Json, lock = 'a'): Operation => call('release', lock, token)
const holds = (token: Json, lock = 'a'): Operation => call('holds', lock, token)
const write = (value: string, token: Json, key = 'a'): Operation => call('write', key, value, token)
const read = (token: Json, key = 'a'): Operation => call('read', key, token)
const remove = (token: Json, key = 'a'): Operation => call('remove', key, token)
const peek = (key = 'a'): Operation => call('peek', key)

const one = (property: string, ...ops: readonly Operation[]): Scenario =>
  shows(property, { ttl_ms: 1000 }, ops)
const fromZero = (property: string, ...ops: readonly Operation[]): Scenario =>
  shows(property, { ttl_ms: 1000 }, ops, { startMs: 0 })

const LOCKS: readonly Scenario[] = [
  one('one-holder-at-a-time', acquire(1), ask(), wait(500), ask(), holds(R1)),
  one('one-holder-at-a-time', acquire(1), wait(500), ask(), wait(500), acquire(2), holds(R2)),
  one('tokens-grow', acquire(1), release(R1), acquire(2), release(R2), ask()),
  one('tokens-grow', acquire(1), wait(1000), acquire(2), wait(1000), ask()),
  one('tokens-grow', acquire(1), renew(R1), wait(1000), acquire(2), release(R2), ask()),
  one('lease-ends-on-time', acquire(1), wait(999), ask(), holds(R1), wait(1), holds(R1), ask()),
  one('lease-ends-on-time', acquire(1), wait(1000), renew(R1), ask()),
  one('lease-ends-on-time', acquire(1), wait(1000), release(R1)),
  one('lease-ends-on-time', acquire(1), wait(60_000), holds(R1), ask()),
  fromZero('lease-ends-on-time', acquire(1), ask(), holds(R1), wait(999), ask(), wait(1), ask()),
  one(
    'renewing-extends-the-lease',
    acquire(1),
    wait(500),
    renew(R1),
    wait(999),
    ask(),
    holds(R1),
    wait(1),
    ask(),
  ),
  one('renewing-extends-the-lease', acquire(1), wait(999), renew(R1), wait(1), ask(), wait(500), ask()),
  one('renewing-extends-the-lease', acquire(1), renew(R1), renew(R1), wait(1000), ask()),
  one(
    'renewing-extends-the-lease',
    acquire(1),
    wait(999),
    renew(R1),
    wait(999),
    renew(R1),
    wait(999),
    holds(R1),
  ),
  one('only-the-holder-renews-and-releases', acquire(1), release(R1), holds(R1), ask()),
  one(
    'only-the-holder-renews-and-releases',
    ...[acquire(1), wait(1000), acquire(2), release(R1), holds(R2), ask(), release(R2), release(R2)],
  ),
  one(
    'only-the-holder-renews-and-releases',
    ...[acquire(1), wait(1000), acquire(2), wait(500), renew(R1), wait(500), ask()],
  ),
  one('only-the-holder-renews-and-releases', renew(1), release(1), holds(1), ask()),
  one('locks-and-keys-are-apart', acquire(1), acquire(2, 'b'), release(R1), holds(R2, 'b'), ask('b')),
  one('locks-and-keys-are-apart', write('x', 5), write('y', 2, 'b'), read(3, 'b'), peek('b'), write('z', 4)),
]

const STORE: readonly Scenario[] = [
  one('refuses-older-tokens', acquire(1), wait(1000), acquire(2), write('y', R2), write('x', R1), peek()),
  one('refuses-older-tokens', write('x', 1), write('y', 3), write('z', 2), peek()),
  one('refuses-older-tokens', write('x', 9), write('y', 10), write('z', 9), peek()),
  one('accepts-what-is-not-older', acquire(1), write('x', R1), write('y', R1), peek()),
  one('accepts-what-is-not-older', read(3), write('x', 3), read(3), peek()),
  one('accepts-what-is-not-older', write('x', 1), write('y', 7), peek()),
  one('accepts-what-is-not-older', write('x', 1), remove(1), peek()),
  one('accepts-what-is-not-older', peek(), write('', 1), peek(), read(1)),
  one('refused-changes-nothing', write('y', 2), write('x', 1), peek(), read(2)),
  one('refused-changes-nothing', write('y', 2), write('x', 1), write('x', 1), write('z', 2), peek()),
  one('reads-raise-the-token', acquire(1), wait(1000), acquire(2), read(R2), write('x', R1), peek()),
  one('reads-raise-the-token', write('x', 1), read(2), write('y', 1), peek()),
  one('reads-raise-the-token', write('x', 2), read(1), read(2)),
  one(
    'removing-keeps-the-token',
    write('x', 2),
    remove(2),
    peek(),
    write('y', 1),
    peek(),
    write('z', 2),
    peek(),
  ),
  one('removing-keeps-the-token', write('x', 2), remove(1), peek()),
  one('removing-keeps-the-token', remove(2), write('x', 1), peek()),
  one('removing-keeps-the-token', write('x', 2), remove(2), remove(1)),
  one('judges-by-tokens-alone', acquire(1), wait(1000), write('x', R1), peek()),
  one(
    'judges-by-tokens-alone',
    acquire(1),
    wait(1000),
    acquire(2),
    write('x', R1),
    write('y', R2),
    write('x', R1),
  ),
  one('judges-by-tokens-alone', acquire(1), release(R1), write('x', R1, 'b'), read(R1, 'b')),
  shows(
    'judges-by-tokens-alone',
    { ttl_ms: 1000 },
    [
      acquire(1),
      wait(1000),
      acquire(2),
      callOn(1, 'write', 'a', 'y', R2),
      callOn(1, 'write', 'a', 'x', R1),
      callOn(1, 'peek', 'a'),
    ],
    { subjects: 2 },
  ),
]

const SURROUNDINGS: readonly Scenario[] = [
  shows('uses-the-given-clock', { ttl_ms: 1000 }, [ask(), wait(1000), ask()], { systemClock: 'frozen' }),
  shows('instances-share-nothing', { ttl_ms: 1000 }, [ask(), callOn(1, 'acquire', 'a')], { subjects: 2 }),
  shows(
    'instances-share-nothing',
    { ttl_ms: 1000 },
    [write('x', 2), callOn(1, 'peek', 'a'), callOn(1, 'write', 'a', 'y', 1), peek()],
    { subjects: 2 },
  ),
]

export const SCENARIOS: readonly Scenario[] = [...LOCKS, ...STORE, ...SURROUNDINGS]

import type { Scenario } from '../../model.ts'
import type { Operation } from '../../sequence.ts'
import { call, callOn, shows, wait } from '../steps.ts'

const put = (key: string, value: number): Operation => call('put', key, value)
const get = (key: string): Operation => call('get', key)
const peek = (key: string): Operation => call('peek', key)
const contains = (key: string): Operation => call('contains', key)
const remove = (key: string): Operation => call('remove', key)
const size: Operation = call('size')
const keys: Operation = call('keys')

const two = { capacity: 2, ttl_ms: 0 }
const three = { capacity: 3, ttl_ms: 0 }
const brief = { capacity: 2, ttl_ms: 100 }

const LETTERS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i']
const nine = LETTERS.map((key, index) => put(key, index))

const ordinary: readonly Scenario[] = [
  shows('returns-what-was-put', two, [get('a'), put('a', 1), get('a'), get('b')]),
  shows('returns-what-was-put', two, [put('a', 0), get('a'), peek('a'), contains('a')]),
  shows('returns-what-was-put', two, [put('a', 1), put('a', 2), get('a')]),
  shows('holds-up-to-capacity', two, [put('a', 1), put('b', 2), size, get('a'), get('b')]),
  shows('holds-up-to-capacity', two, [put('a', 1), put('b', 2), put('c', 3), size, keys]),
  shows('holds-up-to-capacity', two, [put('a', 1), put('b', 2), put('b', 3), get('a'), get('b')]),
  shows('holds-up-to-capacity', { capacity: 1, ttl_ms: 0 }, [
    put('a', 1),
    put('a', 2),
    get('a'),
    put('b', 3),
    keys,
  ]),
  shows('evicts-the-least-recently-used', three, [
    put('a', 1),
    put('b', 2),
    put('c', 3),
    put('d', 4),
    get('a'),
    get('b'),
    get('c'),
    get('d'),
  ]),
  shows('get-refreshes', two, [put('a', 1), put('b', 2), get('a'), put('c', 3), get('a'), get('b')]),
  shows('put-refreshes', two, [put('a', 1), put('b', 2), put('a', 3), put('c', 4), get('a'), get('b')]),
  shows('looking-changes-nothing', two, [put('a', 1), put('b', 2), peek('a'), put('c', 3), get('a')]),
  shows('looking-changes-nothing', two, [put('a', 1), put('b', 2), contains('a'), put('c', 3), get('a')]),
  shows('looking-changes-nothing', two, [put('a', 1), put('b', 2), keys, size, put('c', 3), keys]),
  shows('size-and-keys-tell-what-is-there', three, [
    size,
    keys,
    put('b', 1),
    put('a', 2),
    keys,
    get('b'),
    keys,
    size,
  ]),
  shows('remove-takes-out', two, [remove('a'), put('a', 1), remove('a'), get('a'), remove('a'), size]),
  shows('remove-takes-out', two, [
    put('a', 1),
    put('b', 2),
    remove('b'),
    put('c', 3),
    get('a'),
    get('c'),
    size,
  ]),
]

const expiring: readonly Scenario[] = [
  shows('expires-at-its-age', brief, [put('a', 1), wait(99), peek('a'), wait(1), peek('a'), get('a')]),
  shows('expires-at-its-age', brief, [put('a', 1), wait(100), contains('a'), get('a')]),
  shows('expires-at-its-age', brief, [put('a', 1), wait(100), get('a')], { startMs: 0 }),
  shows('expires-at-its-age', brief, [put('a', 1), wait(100_000), get('a')]),
  shows('expires-at-its-age', two, [put('a', 1), get('a'), wait(3_600_000), get('a'), size]),
  shows('age-counts-from-the-last-put', brief, [
    put('a', 1),
    wait(60),
    get('a'),
    wait(60),
    peek('a'),
    get('a'),
  ]),
  shows('age-counts-from-the-last-put', brief, [
    put('a', 1),
    wait(60),
    put('a', 2),
    wait(60),
    get('a'),
    wait(40),
    get('a'),
  ]),
  shows('expired-entries-hold-no-place', brief, [
    put('a', 1),
    wait(60),
    put('b', 2),
    get('a'),
    wait(60),
    put('c', 3),
    get('b'),
    get('c'),
    size,
  ]),
  shows('size-and-keys-tell-what-is-there', brief, [
    put('a', 1),
    wait(60),
    put('b', 2),
    wait(40),
    size,
    keys,
  ]),
  shows('size-and-keys-tell-what-is-there', brief, [
    put('a', 1),
    wait(60),
    put('b', 2),
    wait(40),
    keys,
    size,
  ]),
  shows('remove-takes-out', brief, [put('a', 1), wait(100), remove('a'), size]),
]

export const SCENARIOS: readonly Scenario[] = [
  ...ordinary,
  ...expiring,
  shows('uses-the-given-clock', brief, [put('a', 1), wait(100), get('a')], { systemClock: 'frozen' }),
  shows('instances-share-nothing', two, [put('a', 1), callOn(1, 'get', 'a'), callOn(1, 'size')], {
    subjects: 2,
  }),
  shows('has-the-stated-defaults', {}, [...nine, size, get('a'), get('b')]),
  shows('has-the-stated-defaults', {}, [put('a', 1), wait(86_400_000), get('a')]),
]

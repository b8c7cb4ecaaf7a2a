import type { Scenario } from '../../model.ts'
import type { Operation } from '../../sequence.ts'
import { call, callOn, shows, times, wait } from '../steps.ts'

const take = (key = 'a'): Operation => call('try_acquire', key)
const remaining = (key = 'a'): Operation => call('remaining', key)
const retryAfter = (key = 'a'): Operation => call('retry_after_ms', key)
const keys: Operation = call('keys')

const small = { limit: 2, window_ms: 100 }
const three = { limit: 3, window_ms: 100 }

const COUNTING: readonly Scenario[] = [
  shows('lets-through-up-to-the-limit', small, [take(), wait(10), take(), wait(10), take()]),
  shows('lets-through-up-to-the-limit', { limit: 1, window_ms: 100 }, [take(), take()]),
  shows('counts-every-request', three, times(4, take())),
  shows('counts-every-request', small, [take(), take(), take(), wait(100), take(), take(), take()]),
  shows('counts-every-request', small, [take(), wait(10), take(), take()], { startMs: 0 }),
  shows('slides', small, [wait(60), take(), take(), wait(60), take(), wait(40), take()]),
  shows('slides', small, [take(), wait(60), take(), wait(60), take(), take(), wait(40), take()]),
  shows('slides', small, [wait(90), take(), take(), wait(60), take(), wait(40), take(), take()]),
  shows('slides', three, [take(), wait(30), take(), wait(30), take(), wait(50), take(), take()]),
  shows('ends-at-the-window', small, [take(), take(), wait(99), take(), wait(1), take(), take(), take()]),
  shows('ends-at-the-window', small, [take(), wait(40), take(), wait(60), take(), take()]),
  shows('refused-are-not-logged', small, [
    take(),
    take(),
    wait(60),
    take(),
    wait(60),
    take(),
    take(),
    take(),
  ]),
  shows('refused-are-not-logged', small, [
    take(),
    take(),
    ...times(5, wait(30)).flatMap((op) => [op, take()]),
  ]),
  shows('keys-are-separate', small, [take(), take(), take('b'), take('b'), take('b'), take()]),
  shows('keys-are-separate', small, [...times(3, take('')), take('constructor'), keys]),
]

const TELLING: readonly Scenario[] = [
  shows('remaining-is-exact', small, [remaining(), take(), remaining(), take(), remaining()]),
  shows('remaining-is-exact', small, [
    take(),
    wait(40),
    take(),
    wait(60),
    remaining(),
    wait(40),
    remaining(),
  ]),
  shows('looking-changes-nothing', small, [...times(3, remaining()), retryAfter(), take(), take(), take()]),
  shows('retry-after-is-exact', small, [retryAfter(), take(), retryAfter(), take(), retryAfter()]),
  shows('retry-after-is-exact', small, [
    take(),
    wait(30),
    take(),
    wait(20),
    retryAfter(),
    wait(50),
    retryAfter(),
  ]),
  shows('forgets-idle-keys', small, [take('b'), wait(40), take(), keys, wait(60), keys, wait(40), keys]),
  shows('forgets-idle-keys', small, [keys, remaining('b'), retryAfter('a'), keys]),
  shows('forgets-idle-keys', small, [take('b'), wait(60), take(), take('b'), wait(40), keys, wait(60), keys]),
]

const SURROUNDINGS: readonly Scenario[] = [
  shows('uses-the-given-clock', small, [take(), take(), wait(100), take()], { systemClock: 'frozen' }),
  shows('instances-share-nothing', small, [take(), take(), callOn(1, 'try_acquire', 'a')], { subjects: 2 }),
  shows('has-the-stated-defaults', {}, [...times(11, take()), wait(999), take(), wait(1), take()]),
  shows('has-the-stated-defaults', { window_ms: 100 }, times(11, take())),
  shows('has-the-stated-defaults', { limit: 1 }, [take(), retryAfter(), wait(1000), take()]),
]

export const SCENARIOS: readonly Scenario[] = [...COUNTING, ...TELLING, ...SURROUNDINGS]

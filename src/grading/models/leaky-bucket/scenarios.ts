import type { Scenario } from '../../model.ts'
import type { Operation } from '../../sequence.ts'
import { call, callOn, shows, times, wait } from '../steps.ts'

const take: Operation = call('try_acquire')
const queued: Operation = call('queued')
const retryAfter: Operation = call('retry_after_ms')

const even = { interval_ms: 100, capacity: 4, burst: 1 }
const bursty = { interval_ms: 100, capacity: 2, burst: 3 }
const meter = { interval_ms: 100, capacity: 0, burst: 2 }

const SCHEDULING: readonly Scenario[] = [
  shows('burst-goes-at-once', bursty, [take, take, take, take]),
  shows('burst-goes-at-once', even, [take, take]),
  shows('burst-goes-at-once', meter, [wait(30), take, take, take]),
  shows('spaces-evenly', even, times(4, take)),
  shows('spaces-evenly', even, [take, wait(30), take, wait(30), take, wait(100), take]),
  shows('spaces-evenly', even, [take, wait(150), take, wait(30), take]),
  shows('spaces-evenly', even, [take, take, take], { startMs: 0 }),
  shows('burst-comes-back-at-the-rate', even, [take, wait(1000), take, take, take]),
  shows('burst-comes-back-at-the-rate', bursty, [take, take, take, wait(100), take, take, take]),
  shows('burst-comes-back-at-the-rate', bursty, [take, take, take, wait(300), ...times(4, take)]),
  shows('burst-comes-back-at-the-rate', bursty, [take, take, take, wait(1000), ...times(4, take)]),
  shows('delay-is-exact', even, [take, take, take, wait(60), take]),
  shows('delay-is-exact', bursty, [...times(5, take), wait(130), take]),
]

const BOUNDS: readonly Scenario[] = [
  shows('refused-changes-nothing', { ...even, capacity: 1 }, [take, take, take, take, wait(100), take, take]),
  shows('refused-changes-nothing', meter, [...times(5, take), wait(100), take, take]),
  shows('queue-is-bounded', { ...even, capacity: 2 }, [...times(4, take), wait(100), take, take]),
  shows('queue-is-bounded', bursty, times(6, take)),
  shows('queue-is-bounded', bursty, [...times(5, take), wait(50), take, wait(50), take]),
  shows('zero-capacity-means-no-waiting', meter, [take, take, take, wait(99), take, wait(1), take, take]),
  shows('zero-capacity-means-no-waiting', { ...meter, burst: 1 }, [take, take, wait(100), take]),
]

const TELLING: readonly Scenario[] = [
  shows('queued-is-exact', even, [
    queued,
    take,
    queued,
    take,
    take,
    queued,
    wait(100),
    queued,
    wait(99),
    queued,
  ]),
  shows('queued-is-exact', bursty, [...times(5, take), queued, wait(100), queued, wait(100), queued]),
  shows('retry-after-is-exact', { ...even, capacity: 1 }, [
    retryAfter,
    take,
    retryAfter,
    take,
    retryAfter,
    wait(30),
    retryAfter,
    wait(70),
    retryAfter,
  ]),
  shows('retry-after-is-exact', meter, [take, take, retryAfter, wait(40), retryAfter, wait(60), retryAfter]),
  shows('looking-changes-nothing', even, [retryAfter, queued, retryAfter, take, retryAfter, take]),
]

const SURROUNDINGS: readonly Scenario[] = [
  shows('uses-the-given-clock', even, [take, take, wait(150), take], { systemClock: 'frozen' }),
  shows('instances-share-nothing', even, [take, callOn(1, 'try_acquire')], { subjects: 2 }),
  shows('has-the-stated-defaults', { capacity: 2, burst: 1 }, [take, take, take]),
  shows('has-the-stated-defaults', { interval_ms: 100, burst: 1 }, [take, take]),
  shows('has-the-stated-defaults', { interval_ms: 100, capacity: 1 }, [take, take]),
]

export const SCENARIOS: readonly Scenario[] = [...SCHEDULING, ...BOUNDS, ...TELLING, ...SURROUNDINGS]

import type { Scenario } from '../../model.ts'
import type { Operation } from '../../sequence.ts'
import { call, callOn, shows, times, wait } from '../steps.ts'

const take = (tokens: number): Operation => call('try_acquire', tokens)
const available: Operation = call('available')
const retryAfter = (tokens: number): Operation => call('retry_after_ms', tokens)

const small = { capacity: 4, refill_per_second: 2 }

export const SCENARIOS: readonly Scenario[] = [
  shows('starts-full', small, [take(4), take(1)]),
  shows('starts-full', small, [available, ...times(5, take(1))]),
  shows('refills-at-the-rate', small, [take(4), wait(500), take(1), wait(375), take(1), wait(125), take(1)]),
  shows('refills-at-the-rate', small, [take(4), ...times(4, wait(125)).flatMap((op) => [op, take(1)])]),
  shows('refills-at-the-rate', small, [take(4), wait(1000), take(2), take(1)]),
  shows('refills-at-the-rate', small, [take(4), wait(500), take(1)], { startMs: 0 }),
  shows('never-above-capacity', small, [take(1), wait(60_000), take(4), take(1)]),
  shows('never-above-capacity', small, [wait(60_000), available, take(4), available]),
  shows('takes-what-it-grants', small, [take(3), take(2), take(1), take(1)]),
  shows('takes-what-it-grants', small, [take(2), take(2), take(1)]),
  shows('more-than-capacity', small, [take(5), wait(60_000), take(5), take(4)]),
  shows('more-than-capacity', small, [retryAfter(5), retryAfter(4)]),
  shows('refused-takes-nothing', small, [take(3), take(2), take(1)]),
  shows('refused-takes-nothing', small, [take(4), take(2), take(2), wait(1000), take(2)]),
  shows('refused-takes-nothing', small, [take(4), ...times(4, wait(250)).flatMap((op) => [op, take(2)])]),
  shows('available-tells-whole-tokens', small, [take(4), wait(375), available, wait(125), available]),
  shows('available-tells-whole-tokens', small, [available, available, take(4)]),
  shows('retry-after-is-exact', small, [take(4), retryAfter(1), wait(125), retryAfter(2), retryAfter(4)]),
  shows('retry-after-is-exact', { ...small, refill_per_second: 8 }, [take(4), wait(125), retryAfter(4)]),
  shows('retry-after-is-exact', { capacity: 4, refill_per_second: 32 }, [take(4), retryAfter(1)]),
  shows('retry-after-is-exact', small, [retryAfter(4), take(1), retryAfter(3)]),
  shows('uses-the-given-clock', small, [take(4), wait(500), take(1)], { systemClock: 'frozen' }),
  shows('instances-share-nothing', small, [take(4), callOn(1, 'try_acquire', 4)], { subjects: 2 }),
  shows('has-the-stated-defaults', {}, [take(10), take(1), wait(125), take(1), wait(125), take(1)]),
  shows('has-the-stated-defaults', { refill_per_second: 8 }, [take(10), take(1)]),
  shows('has-the-stated-defaults', { capacity: 4 }, [take(4), wait(200), take(1), take(1)]),
]

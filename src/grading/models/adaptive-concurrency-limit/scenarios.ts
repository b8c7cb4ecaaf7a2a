import type { Scenario } from '../../model.ts'
import type { Operation } from '../../sequence.ts'
import { call, callOn, shows, times, wait } from '../steps.ts'

const take: Operation = call('try_acquire')
const limit: Operation = call('limit')
const inFlight: Operation = call('in_flight')
const release = (permit: number, outcome: string): Operation => call('release', permit, outcome)
const ok = (...permits: readonly number[]): Operation[] => permits.map((one) => release(one, 'success'))
const dropped = (...permits: readonly number[]): Operation[] => permits.map((one) => release(one, 'dropped'))
const ignored = (...permits: readonly number[]): Operation[] => permits.map((one) => release(one, 'ignored'))

/** Two in flight all the time, and one of them succeeds. */
const steady = (successes: number): Operation[] => [
  take,
  ...Array.from({ length: successes }, (_, index) => [take, ...ok(index + 1), limit]).flat(),
]

const small = { initial_limit: 4, min_limit: 1, max_limit: 8, backoff_percent: 50, max_latency_ms: 100 }
const large = { ...small, initial_limit: 10, min_limit: 2, max_limit: 20 }

const PLACES: readonly Scenario[] = [
  shows('admits-up-to-the-limit', small, [limit, ...times(6, take), inFlight]),
  shows('admits-up-to-the-limit', small, [...times(4, take), take, ...ok(1), take, take, inFlight]),
  shows('admits-up-to-the-limit', small, [
    ...times(4, take),
    ...dropped(1),
    limit,
    take,
    ...ok(2),
    take,
    ...ok(3),
    take,
  ]),
  shows('numbers-its-permits', small, [...times(6, take), ...ok(2, 1), take, take]),
  shows('numbers-its-permits', small, [take, take, ...ok(1), take, ...ok(1), inFlight]),
  shows('every-outcome-frees-a-place', small, [take, ...dropped(1), inFlight, take, ...ignored(2), inFlight]),
  shows('every-outcome-frees-a-place', small, [take, ...dropped(1), inFlight, ...dropped(1), inFlight]),
  shows('every-outcome-frees-a-place', small, [take, wait(500), ...ok(1), inFlight, take, take, take]),
  shows('unknown-permit-is-an-error', small, [
    take,
    take,
    ...ok(1),
    ...ok(1),
    inFlight,
    ...dropped(7),
    limit,
  ]),
  shows('unknown-permit-is-an-error', small, [...dropped(1), limit, inFlight, take, ...ok(1)]),
  shows('unknown-permit-is-an-error', small, [take, ...ok(1), inFlight], { startMs: 0 }),
]

const GROWTH: readonly Scenario[] = [
  shows('grows-by-one-a-round', small, [...times(4, take), ...ok(1), limit, ...ok(2, 3), limit]),
  shows('grows-by-one-a-round', small, [
    ...times(4, take),
    ...ok(1, 2, 3, 4),
    ...times(2, take),
    ...ok(5),
    limit,
    ...times(3, take),
    ...ok(6, 7, 8),
    limit,
    take,
    take,
    take,
    take,
    ...ok(9, 10, 11),
    limit,
  ]),
  shows('grows-by-one-a-round', { ...small, initial_limit: 2 }, steady(11)),
  shows('grows-by-one-a-round', small, [
    ...times(4, take),
    ...dropped(1, 2),
    ...ok(3),
    take,
    take,
    ...ok(5),
    limit,
  ]),
  shows('grows-only-when-used', small, [
    ...Array.from({ length: 6 }, (_, round) => [take, ...ok(round + 1)]).flat(),
    limit,
  ]),
  shows('grows-only-when-used', small, [
    ...Array.from({ length: 4 }, (_, round) => [take, take, ...ok(2 * round + 1, 2 * round + 2)]).flat(),
    limit,
  ]),
  shows('grows-only-when-used', small, [...times(4, take), ...ok(1, 2, 3, 4), take, ...ok(5), limit]),
  shows('grows-only-when-used', small, [...times(4, take), ...ok(4, 3, 2, 1), take, take, ...ok(5), limit]),
  shows('stays-within-its-bounds', { ...small, max_limit: 5 }, [
    ...Array.from({ length: 14 }, (_, round) => [
      take,
      take,
      take,
      ...ok(3 * round + 1, 3 * round + 2, 3 * round + 3),
    ]).flat(),
    limit,
  ]),
  shows('stays-within-its-bounds', { ...small, min_limit: 2 }, [
    ...Array.from({ length: 4 }, (_, round) => [take, ...dropped(round + 1), limit]).flat(),
  ]),
]

const SHRINKING: readonly Scenario[] = [
  shows('shrinks-by-the-percentage', { ...large, backoff_percent: 90 }, [
    ...Array.from({ length: 4 }, (_, round) => [take, ...dropped(round + 1), limit]).flat(),
  ]),
  shows('shrinks-by-the-percentage', { ...large, backoff_percent: 75 }, [take, ...dropped(1), limit]),
  shows('shrinks-by-the-percentage', { ...large, initial_limit: 90, max_limit: 90, backoff_percent: 70 }, [
    take,
    ...dropped(1),
    limit,
  ]),
  shows('shrinks-by-the-percentage', small, [
    ...times(4, take),
    ...ok(1, 2, 3),
    ...dropped(4),
    limit,
    take,
    ...ok(5),
    limit,
    take,
    ...ok(6),
    limit,
  ]),
  shows('slow-counts-as-dropped', small, [
    take,
    wait(100),
    ...ok(1),
    limit,
    take,
    wait(101),
    ...ok(2),
    limit,
  ]),
  shows('slow-counts-as-dropped', { ...small, initial_limit: 1 }, [take, wait(101), ...ok(1), limit]),
  shows('slow-counts-as-dropped', small, [take, wait(80), take, wait(80), ...ok(1), limit]),
  shows('shrinks-once-a-round', large, [...times(5, take), ...dropped(1, 2, 3), limit, ...dropped(5), limit]),
  shows('shrinks-once-a-round', large, [...times(5, take), ...dropped(3), limit, ...dropped(4), limit]),
  shows('shrinks-once-a-round', large, [
    ...times(4, take),
    ...dropped(1),
    limit,
    take,
    wait(10),
    ...dropped(5),
    limit,
    ...dropped(2, 3),
    limit,
  ]),
  shows('shrinks-once-a-round', small, [
    ...times(4, take),
    ...dropped(1),
    ...ok(2, 3),
    limit,
    ...ok(4),
    limit,
  ]),
  shows('shrinks-once-a-round', large, [...times(5, take), ...dropped(3), limit, ...dropped(1), limit]),
  shows('shrinks-once-a-round', small, [take, ...dropped(1), limit, wait(50), take, ...dropped(2), limit]),
  shows('ignored-says-nothing', small, [...times(4, take), ...ignored(1, 2, 3, 4), limit]),
  shows('ignored-says-nothing', small, [...times(4, take), ...ignored(1), ...ok(2, 3, 4), limit]),
  shows('ignored-says-nothing', { ...small, initial_limit: 2 }, [take, take, ...ignored(1), ...ok(2), limit]),
  shows('ignored-says-nothing', small, [take, wait(500), ...ignored(1), limit]),
]

const SURROUNDINGS: readonly Scenario[] = [
  shows('uses-the-given-clock', small, [take, wait(500), ...ok(1), limit], { systemClock: 'frozen' }),
  shows(
    'instances-share-nothing',
    small,
    [take, callOn(1, 'try_acquire'), callOn(1, 'in_flight'), ...dropped(1), callOn(1, 'limit')],
    { subjects: 2 },
  ),
  shows('has-the-stated-defaults', {}, [
    limit,
    take,
    wait(5000),
    ...ok(1),
    limit,
    take,
    wait(5001),
    ...ok(2),
    limit,
  ]),
  shows('has-the-stated-defaults', {}, [
    ...Array.from({ length: 24 }, (_, round) => [take, ...dropped(round + 1)]).flat(),
    limit,
  ]),
  shows('has-the-stated-defaults', { initial_limit: 199 }, [
    ...times(199, take),
    ...ok(...Array.from({ length: 100 }, (_, index) => index + 1)),
    limit,
    ...times(100, take),
    ...ok(...Array.from({ length: 99 }, (_, index) => index + 101)),
    limit,
    ...times(100, take),
    ...ok(...Array.from({ length: 100 }, (_, index) => index + 200)),
    limit,
    ...times(100, take),
    ...ok(...Array.from({ length: 100 }, (_, index) => index + 300)),
    limit,
  ]),
]

export const SCENARIOS: readonly Scenario[] = [...PLACES, ...GROWTH, ...SHRINKING, ...SURROUNDINGS]

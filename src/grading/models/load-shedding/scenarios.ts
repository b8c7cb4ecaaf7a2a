import type { Scenario } from '../../model.ts'
import type { Operation } from '../../sequence.ts'
import { call, callOn, shows, times, wait } from '../steps.ts'

const level: Operation = call('level')
const delay = (...ms: readonly number[]): Operation[] => ms.map((one) => call('record_delay', one))
const admit = (...kinds: readonly string[]): Operation[] => kinds.map((one) => call('admit', one))
const all = admit('sheddable', 'sheddable_plus', 'critical', 'critical_plus')
const unknown = admit('batch', '', 'SHEDDABLE', 'constructor')
const tick = wait(100)
/** Intervals, each with one such delay. */
const intervals = (...ms: readonly number[]): Operation[] => ms.flatMap((one) => [...delay(one), tick])
const overload = (count: number): Operation[] =>
  times(count, call('record_delay', 30)).flatMap((op) => [op, tick])

const plain = { target_ms: 20, resume_ms: 10, interval_ms: 100, calm_intervals: 2 }
const quick = { ...plain, calm_intervals: 1 }

const SHEDDING: readonly Scenario[] = [
  shows('sheds-the-least-critical-first', plain, [level, ...all]),
  shows('sheds-the-least-critical-first', plain, [...overload(1), ...all]),
  shows('sheds-the-least-critical-first', plain, [...overload(2), ...all]),
  shows('sheds-the-least-critical-first', plain, [...overload(3), ...all]),
  shows('unknown-is-critical', plain, [...unknown, ...overload(2), ...unknown]),
  shows('unknown-is-critical', plain, [...overload(3), ...unknown]),
]

const RISING: readonly Scenario[] = [
  shows('minimum-decides', plain, [...delay(30, 12, 90), tick, level]),
  shows('minimum-decides', plain, [...delay(12, 90), tick, level]),
  shows('minimum-decides', plain, [...delay(12, 21), tick, level]),
  shows('minimum-decides', plain, [...delay(0, 30), tick, level]),
  shows('minimum-decides', plain, [...delay(30, 25, 21), tick, level]),
  shows('minimum-decides', plain, [...delay(5), tick, ...delay(30), tick, level]),
  shows('rises-above-the-target', plain, [...intervals(20), level, ...intervals(21), level]),
  shows('rises-above-the-target', plain, [
    ...delay(90),
    level,
    ...admit('sheddable'),
    ...delay(5),
    tick,
    level,
  ]),
  shows('rises-above-the-target', plain, [...overload(1), level, ...overload(1), level]),
  shows('one-level-an-interval', plain, [...delay(500, 600), tick, level, ...overload(1), level]),
  shows('one-level-an-interval', quick, [...overload(5), level, tick, level, tick, level, tick, level]),
  shows('one-level-an-interval', quick, [wait(500), level, ...overload(1), level]),
]

const FALLING: readonly Scenario[] = [
  shows('falls-after-calm', plain, [
    ...overload(3),
    ...[5, 5, 5, 5, 5].flatMap((ms) => [...intervals(ms), level]),
  ]),
  shows('falls-after-calm', plain, [...overload(2), ...intervals(10, 10), level]),
  shows('falls-after-calm', plain, [...overload(1), ...intervals(5, 30, 5), level, ...intervals(5), level]),
  shows('band-keeps-the-level', plain, [...overload(1), ...intervals(11, 20, 15), level]),
  shows('band-keeps-the-level', plain, [
    ...overload(1),
    ...intervals(5, 15, 5),
    level,
    ...intervals(5),
    level,
  ]),
  shows('band-keeps-the-level', quick, [...intervals(15), level]),
  shows('band-keeps-the-level', plain, [...overload(1), ...intervals(15, 5), level, ...intervals(5), level]),
  shows('empty-is-calm', plain, [...overload(2), level, tick, level, tick, level]),
  shows('empty-is-calm', plain, [...overload(2), ...intervals(5), tick, level]),
  shows('empty-is-calm', plain, [...overload(2), ...intervals(5), tick, ...intervals(5), level]),
  shows('empty-is-calm', quick, [tick, level, ...overload(1), tick, level]),
]

const TIME: readonly Scenario[] = [
  shows('judges-all-that-passed', plain, [...overload(2), wait(400), level]),
  shows('judges-all-that-passed', plain, [...overload(3), wait(300), level]),
  shows('judges-all-that-passed', quick, [...overload(1), ...delay(30), wait(200), level]),
  shows('intervals-are-fixed', plain, [...delay(30), wait(150), level, ...delay(30), wait(50), level]),
  shows('intervals-are-fixed', plain, [wait(60), ...delay(30), wait(40), level]),
  shows('intervals-are-fixed', plain, [
    ...delay(30),
    tick,
    ...delay(5),
    level,
    wait(99),
    level,
    wait(1),
    level,
  ]),
  shows('intervals-are-fixed', plain, [...delay(30), wait(99), level, wait(1), level], { startMs: 5030 }),
  shows('up-to-date-when-asked', plain, [...delay(30), tick, level]),
  shows('up-to-date-when-asked', plain, [...delay(30), tick, ...admit('sheddable'), level, wait(200), level]),
  shows('up-to-date-when-asked', plain, [...delay(30), ...admit('critical'), tick, level]),
]

const SURROUNDINGS: readonly Scenario[] = [
  shows('uses-the-given-clock', plain, [...delay(30), tick, level], { systemClock: 'frozen' }),
  shows(
    'instances-share-nothing',
    plain,
    [...delay(30), tick, level, callOn(1, 'level'), callOn(1, 'admit', 'sheddable')],
    { subjects: 2 },
  ),
  shows('has-the-stated-defaults', {}, [...delay(21), wait(999), level, wait(1), level]),
  shows('has-the-stated-defaults', {}, [...delay(20), wait(1000), level]),
  shows('has-the-stated-defaults', { interval_ms: 100 }, [
    ...overload(1),
    ...[10, 10, 10, 10, 10].flatMap((ms) => [...intervals(ms), level]),
  ]),
  shows('has-the-stated-defaults', { interval_ms: 100, calm_intervals: 1 }, [
    ...overload(1),
    ...intervals(11),
    level,
    ...intervals(10),
    level,
  ]),
]

export const SCENARIOS: readonly Scenario[] = [...SHEDDING, ...RISING, ...FALLING, ...TIME, ...SURROUNDINGS]

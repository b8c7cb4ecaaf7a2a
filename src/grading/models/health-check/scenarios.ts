import type { Scenario } from '../../model.ts'
import type { Operation } from '../../sequence.ts'
import { call, callOn, shows, times, wait } from '../steps.ts'

const add = (...hosts: readonly string[]): Operation[] => hosts.map((host) => call('add_host', host))
const remove = (host: string): Operation => call('remove_host', host)
const bad = (host = 'a'): Operation => call('report_error', host)
const good = (host = 'a'): Operation => call('report_success', host)
const left = (host = 'a'): Operation => call('ejected_for_ms', host)
const list: Operation = call('available')

const three = {
  consecutive_errors: 3,
  base_ejection_ms: 1000,
  max_ejection_ms: 2500,
  max_ejection_percent: 50,
  panic_threshold_percent: 50,
}
const one = { ...three, consecutive_errors: 1, max_ejection_ms: 60_000 }
const free = { ...one, max_ejection_percent: 100, panic_threshold_percent: 1 }

const four = add('a', 'b', 'c', 'd')

export const SCENARIOS: readonly Scenario[] = [
  shows('ejects-after-errors-in-a-row', three, [...four, bad(), bad(), list, bad(), list, left()]),
  shows('ejects-after-errors-in-a-row', three, [...four, bad('a'), bad('b'), bad('c'), bad('a'), list]),
  shows('ejects-after-errors-in-a-row', three, [...four, bad(), bad('b'), good('b'), bad(), bad(), list]),
  shows('success-resets', three, [...four, bad(), bad(), good(), bad(), bad(), list, bad(), list]),
  shows('success-resets', three, [...four, bad(), good(), bad(), good(), bad(), list]),
  shows('returns-when-its-time-is-over', one, [
    ...four,
    bad(),
    wait(999),
    left(),
    list,
    wait(1),
    left(),
    list,
  ]),
  shows('returns-when-its-time-is-over', one, [...four, bad(), left(), wait(400), left()], { startMs: 0 }),
  shows('returns-when-its-time-is-over', three, [...four, ...times(3, bad()), wait(1000), bad(), list]),
  shows('longer-each-time', one, [
    ...four,
    ...[bad(), wait(1000), bad(), left(), wait(2000), bad(), left(), wait(2999), list],
  ]),
  shows('longer-each-time', three, [
    ...four,
    ...[1000, 2000, 2500].flatMap((ms) => [...times(3, bad()), left(), wait(ms)]),
  ]),
  shows('longer-each-time', one, [...four, bad('a'), wait(1000), bad('b'), left('b')]),
  shows('forgives-with-time', one, [...four, bad(), wait(2000), bad(), left()]),
  shows('forgives-with-time', one, [
    ...four,
    ...[bad(), wait(1000), bad(), wait(2000), bad(), wait(3000), wait(1999), bad(), left()],
  ]),
  shows('forgives-with-time', one, [...four, bad(), wait(1000), bad(), wait(2500), bad(), left()]),
  shows('forgives-with-time', one, [...four, bad(), wait(1000), good(), bad(), left()]),
  shows('forgives-with-time', one, [
    ...four,
    ...[bad(), wait(1000), bad(), wait(2000), good(), wait(1), bad(), left()],
  ]),
  shows('ejects-no-more-than-allowed', one, [...four, bad('a'), bad('b'), bad('c'), list]),
  shows('ejects-no-more-than-allowed', one, [...add('a', 'b', 'c'), bad('a'), bad('b'), list]),
  shows('ejects-no-more-than-allowed', { ...one, max_ejection_percent: 10 }, [
    ...four,
    bad('a'),
    bad('b'),
    list,
  ]),
  shows('ejects-no-more-than-allowed', { ...one, max_ejection_percent: 40 }, [
    ...four,
    ...[bad('a'), left('a'), bad('b'), left('b')],
  ]),
  shows('ejects-no-more-than-allowed', { ...one, max_ejection_percent: 25 }, [
    ...four,
    ...[bad('a'), bad('b'), wait(1000), bad('b'), left('b')],
  ]),
  shows('ejects-no-more-than-allowed', { ...one, max_ejection_percent: 34 }, [
    ...four,
    ...[bad('a'), remove('a'), bad('b'), left('b')],
  ]),
  shows('ejects-no-more-than-allowed', { ...one, max_ejection_percent: 60 }, [
    ...add('a', 'b', 'c'),
    ...[bad('a'), bad('b'), list],
  ]),
  shows('waits-for-room', { ...three, max_ejection_percent: 25 }, [
    ...four,
    ...[...times(3, bad('a')), ...times(3, bad('b')), wait(1000), bad('b'), left('b'), list],
  ]),
  shows('ignores-reports-while-out', three, [
    ...four,
    ...[...times(3, bad()), wait(500), ...times(3, bad()), left(), wait(500), list, bad(), list],
  ]),
  shows('ignores-reports-while-out', one, [...four, bad(), wait(300), good(), list, left(), bad(), left()]),
  shows('panics-when-too-few', { ...one, max_ejection_percent: 100 }, [
    ...four,
    ...[bad('a'), bad('b'), list, bad('c'), list, left('a'), bad('d'), list, wait(1000), list],
  ]),
  shows('panics-when-too-few', free, [...add('a', 'b'), bad('a'), list, bad('b'), list, left('a'), list]),
  shows('knows-its-hosts', one, [list, ...add('c', 'a', 'b', 'a'), list, remove('b'), remove('b'), list]),
  shows('knows-its-hosts', one, [bad('z'), good('z'), left('z'), list, bad('z'), ...add('z'), list]),
  shows('knows-its-hosts', one, [...four, bad(), ...add('a'), left(), list]),
  shows('knows-its-hosts', three, [...four, bad(), bad(), ...add('a'), bad(), list]),
  shows('knows-its-hosts', one, [...four, bad(), remove('a'), ...add('a'), list, left(), bad(), left()]),
  shows('uses-the-given-clock', one, [...four, bad(), wait(1000), left(), list], { systemClock: 'frozen' }),
  shows('instances-share-nothing', one, [...add('a', 'b'), callOn(1, 'available'), bad(), list], {
    subjects: 2,
  }),
  shows('has-the-stated-defaults', {}, [...four, ...times(4, bad()), list, bad(), left(), list]),
  shows('has-the-stated-defaults', {}, [...four, ...times(5, bad('a')), ...times(5, bad('b')), list]),
  shows('has-the-stated-defaults', {}, [
    ...four,
    ...Array.from({ length: 11 }, (_, k) => [...times(5, bad()), left(), wait(30_000 * (k + 1))]).flat(),
    ...[...times(5, bad()), left()],
  ]),
]

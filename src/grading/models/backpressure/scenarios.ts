import type { Scenario } from '../../model.ts'
import type { Operation } from '../../sequence.ts'
import { call, callOn, shows, times } from '../steps.ts'

const offers = (...items: readonly string[]): Operation[] => items.map((item) => call('offer', item))
const request = (count: number): Operation => call('request', count)
const poll: Operation = call('poll')
const isPaused: Operation = call('is_paused')
const size: Operation = call('size')
const counts: Operation = call('counts')

const small = { capacity: 4, policy: 'reject', high_watermark: 3, low_watermark: 1 }
const wide = { ...small, capacity: 6, high_watermark: 5 }
const oldest = { ...small, policy: 'drop_oldest' }
const newest = { ...small, policy: 'drop_newest' }

export const SCENARIOS: readonly Scenario[] = [
  shows('first-in-first-out', small, [request(9), ...offers('a', 'b', 'c'), ...times(4, poll)]),
  shows('first-in-first-out', small, [request(9), ...offers('a', '', 'a'), size, ...times(3, poll)]),
  shows('never-above-capacity', small, [...offers('a', 'b', 'c', 'd', 'e'), size]),
  shows('never-above-capacity', oldest, [...offers('a', 'b', 'c', 'd', 'e'), size]),
  shows('rejects-with-an-error', small, [
    request(9),
    ...offers('a', 'b', 'c', 'd', 'e'),
    ...times(4, poll),
    ...offers('e'),
    poll,
    poll,
  ]),
  shows('rejects-with-an-error', small, [...offers('a', 'b', 'c', 'd', 'e', 'f'), size]),
  shows('drops-the-oldest', oldest, [request(9), ...offers('a', 'b', 'c', 'd', 'e', 'f'), ...times(5, poll)]),
  shows('drops-the-newest', newest, [request(9), ...offers('a', 'b', 'c', 'd', 'e', 'f'), ...times(5, poll)]),
  shows('delivers-only-on-request', small, [
    ...offers('a', 'b', 'c'),
    ...[poll, request(1), poll, poll, size, request(1), poll],
  ]),
  shows('credits-add-up', small, [request(1), request(2), ...offers('a', 'b', 'c', 'd'), ...times(4, poll)]),
  shows('credits-add-up', small, [request(3), ...offers('a', 'b', 'c', 'd'), ...times(4, poll)]),
  shows('credits-add-up', small, [
    request(6),
    ...times(6, poll).flatMap((op, index) => [...offers(`${index}`), op]),
  ]),
  shows('credits-add-up', oldest, [request(2), ...offers('a', 'b', 'c', 'd', 'e'), ...times(3, poll)]),
  shows('empty-poll-costs-nothing', small, [request(1), poll, poll, ...offers('a', 'b'), poll, poll]),
  shows('refuses-an-invalid-request', small, [request(0), request(-1), ...offers('a'), poll]),
  shows('refuses-an-invalid-request', small, [request(2), request(-2), ...offers('a'), poll, request(0)]),
  shows('pauses-at-the-high-mark', small, [
    isPaused,
    ...offers('a', 'b'),
    isPaused,
    ...offers('c'),
    isPaused,
    ...offers('d'),
    isPaused,
  ]),
  shows('pauses-at-the-high-mark', small, [request(9), ...offers('a', 'b', 'c'), poll, isPaused]),
  shows('pauses-at-the-high-mark', wide, [request(9), ...offers('a', 'b', 'c'), poll, isPaused]),
  shows('resumes-at-the-low-mark', wide, [
    ...[request(9), ...offers('a', 'b', 'c', 'd', 'e')],
    ...[poll, poll, poll, ...offers('f'), isPaused, poll, isPaused, poll, isPaused],
  ]),
  shows('resumes-at-the-low-mark', small, [
    request(9),
    ...offers('a', 'b', 'c', 'd'),
    ...times(4, poll).flatMap((op) => [op, isPaused]),
  ]),
  shows('resumes-at-the-low-mark', small, [
    request(9),
    ...offers('a', 'b', 'c'),
    poll,
    ...offers('d'),
    ...[poll, isPaused, poll, isPaused],
    ...offers('e'),
    isPaused,
  ]),
  shows('resumes-at-the-low-mark', { ...small, low_watermark: 2 }, [
    request(9),
    ...offers('a', 'b', 'c', 'd'),
    ...times(4, poll).flatMap((op) => [op, isPaused]),
  ]),
  shows('pause-is-advice', small, [...offers('a', 'b', 'c'), isPaused, ...offers('d'), size]),
  shows('counts-add-up', small, [counts, request(2), poll, ...offers('a', 'b', 'c', 'd', 'e'), poll, counts]),
  shows('counts-add-up', oldest, [request(2), ...offers('a', 'b', 'c', 'd', 'e', 'f'), poll, poll, counts]),
  shows('counts-add-up', newest, [...offers('a', 'b', 'c', 'd', 'e', 'f'), counts]),
  shows(
    'instances-share-nothing',
    small,
    [...offers('a'), callOn(1, 'size'), callOn(1, 'request', 1), size],
    {
      subjects: 2,
    },
  ),
  shows('has-the-stated-defaults', {}, [
    ...times(11, call('offer', 'a')),
    isPaused,
    ...offers('b'),
    isPaused,
  ]),
  shows('has-the-stated-defaults', {}, [...times(17, call('offer', 'a')), size]),
  shows('has-the-stated-defaults', {}, [
    request(20),
    ...times(12, call('offer', 'a')),
    ...[...times(7, poll), isPaused, poll, isPaused],
  ]),
]

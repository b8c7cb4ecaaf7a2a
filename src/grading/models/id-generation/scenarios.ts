import type { Scenario } from '../../model.ts'
import type { Operation } from '../../sequence.ts'
import { call, callOn, keep, result, shows, times, wait } from '../steps.ts'
import { EPOCH_MS, LATER_MS } from './sequences.ts'

const next: Operation = call('next_id')
const small = { node: 5, node_bits: 4, sequence_bits: 2 }
const large = { node: 5, node_bits: 10, sequence_bits: 12 }
const later = { startMs: LATER_MS }
const decoding = (id: string): Operation[] => [
  call('timestamp_of', id),
  call('node_of', id),
  call('sequence_of', id),
]
/** The last millisecond that fits into 41 bits. */
const last = { startMs: EPOCH_MS + 2 ** 41 - 1 }

export const SCENARIOS: readonly Scenario[] = [
  shows('packs-the-fields', large, [next, next, wait(1), next], later),
  shows('packs-the-fields', small, [next, next, wait(1), next], later),
  shows('packs-the-fields', { ...small, node: 0 }, [next], { startMs: EPOCH_MS + 1 }),
  shows('counts-from-the-epoch', small, [next, next, wait(1), next], { startMs: EPOCH_MS }),
  shows('counts-from-the-epoch', { ...small, epoch_ms: 1000 }, [next, wait(1), next], { startMs: 5000 }),
  shows('counts-within-a-millisecond', small, [next, next, next, wait(1), next, next], later),
  shows('counts-within-a-millisecond', small, [next, wait(5), next, wait(1000), next, next], later),
  shows('moves-on-when-full', small, [...times(9, next), wait(10), next], later),
  shows('moves-on-when-full', { ...small, sequence_bits: 1 }, [...times(3, next), wait(5), next], later),
  shows('keeps-its-lead', small, [...times(6, next), wait(1), ...times(4, next), wait(1), next], later),
  shows('keeps-its-lead', small, [...times(10, next), wait(1), next, wait(1), next, wait(1), next], later),
  shows('refuses-a-clock-that-moved-back', small, [next, wait(-1), next], later),
  shows('refuses-a-clock-that-moved-back', small, [next, next, wait(-5), next, next, wait(10), next], later),
  shows('refuses-a-clock-that-moved-back', small, [next, wait(10), wait(-5), next], later),
  shows(
    'a-refusal-changes-nothing',
    small,
    [next, wait(-5), next, next, wait(1), next, wait(4), next],
    later,
  ),
  shows('a-refusal-changes-nothing', small, [next, next, wait(-1), next, wait(1), next, next], later),
  shows('a-refusal-changes-nothing', small, [...times(6, next), wait(-1), next, wait(1), next, next], later),
  shows(
    'decodes-its-fields',
    small,
    [keep(1, 0, 'next_id'), ...read(1), keep(2, 0, 'next_id'), ...read(2)],
    later,
  ),
  shows(
    'decodes-its-fields',
    small,
    [...decoding('98765432101234'), ...decoding('0'), ...decoding('63')],
    later,
  ),
  shows(
    'decodes-its-fields',
    large,
    [...decoding('419430400020480'), ...decoding('9223372036854775807')],
    later,
  ),
  shows('stays-in-range', large, [next, wait(1), next], last),
  shows('stays-in-range', small, times(6, next), last),
  shows('stays-in-range', large, [next, wait(1), next, wait(1), next], { startMs: EPOCH_MS - 1 }),
  shows('uses-the-given-clock', small, [next, wait(3), next, next], { ...later, systemClock: 'frozen' }),
  shows(
    'instances-share-nothing',
    { node_bits: 4, sequence_bits: 2 },
    [next, callOn(1, 'next_id'), next, callOn(1, 'next_id'), wait(-1), next, callOn(2, 'next_id')],
    { ...later, subjects: 3, each: [{ node: 1 }, { node: 2 }, { node: 3 }] },
  ),
  shows(
    'has-the-stated-defaults',
    { node: 5 },
    [next, next, wait(1), next, ...decoding('419430400020480')],
    later,
  ),
  shows('has-the-stated-defaults', { node: 5, node_bits: 4 }, [next, wait(1), next], later),
  shows('has-the-stated-defaults', { node: 5, sequence_bits: 2 }, [...times(5, next), wait(9), next], later),
]

function read(id: number): Operation[] {
  return ['timestamp_of', 'node_of', 'sequence_of'].map((method) => call(method, result(id)))
}

import type { Misconception } from '../../model.ts'

/** Each entry is a switch of `Generator`. The order decides between two that predict the same. */
export const MISCONCEPTIONS = [
  {
    id: 'fields-swapped',
    property: 'packs-the-fields',
    title: 'puts the sequence above the node, so that ids of one millisecond are not in order',
  },
  {
    id: 'fixed-widths',
    property: 'packs-the-fields',
    title: 'shifts by 12 and 22 bits, whatever `node_bits` and `sequence_bits` say',
  },
  {
    id: 'plain-number',
    property: 'packs-the-fields',
    title: 'computes in floating point, which is exact up to 2^53 only: the low bits are lost',
  },
  {
    id: 'thirty-two-bits',
    property: 'packs-the-fields',
    title: 'shifts the time in 32 bits, and loses the upper ones',
  },
  {
    id: 'epoch-ignored',
    property: 'counts-from-the-epoch',
    title: 'stores the time of the clock itself, not the time since `epoch_ms`',
  },
  {
    id: 'epoch-taken',
    property: 'counts-from-the-epoch',
    title:
      'takes the millisecond of the epoch for one in which it has given an id already, because 0 is its first time',
  },
  {
    id: 'starts-at-one',
    property: 'counts-within-a-millisecond',
    title: 'starts each millisecond with 1 instead of 0',
  },
  {
    id: 'never-resets',
    property: 'counts-within-a-millisecond',
    title: 'lets the sequence run on when a new millisecond begins',
  },
  {
    id: 'one-per-millisecond',
    property: 'counts-within-a-millisecond',
    title: 'takes a clock that stands still for one that moved back (<= where < is meant)',
  },
  {
    id: 'wraps-in-the-same-ms',
    property: 'moves-on-when-full',
    title: 'starts again at 0 in the same millisecond when the sequence is full: it gives ids twice',
  },
  {
    id: 'spills-into-the-node',
    property: 'moves-on-when-full',
    title: "lets the sequence run over into the bits of the node: it gives another node's ids",
  },
  {
    id: 'full-too-early',
    property: 'moves-on-when-full',
    title: 'never uses the last number of the sequence',
  },
  {
    id: 'each-moves-on',
    property: 'keeps-its-lead',
    title: 'goes on by a whole millisecond for each id once it is ahead of the clock',
  },
  {
    id: 'forgets-the-lead',
    property: 'keeps-its-lead',
    title:
      'returns to the clock at its next tick although it is ahead of it, and gives ids twice or out of order',
  },
  {
    id: 'lead-is-an-error',
    property: 'keeps-its-lead',
    title: 'takes a clock that it has run ahead of for one that moved back',
  },
  {
    id: 'accepts-the-past',
    property: 'refuses-a-clock-that-moved-back',
    title: 'goes back with the clock, and gives ids twice',
  },
  {
    id: 'stays-at-its-time',
    property: 'refuses-a-clock-that-moved-back',
    title: 'goes on counting at its last time, as if the clock stood still',
  },
  {
    id: 'remembers-the-past',
    property: 'a-refusal-changes-nothing',
    title: 'takes the earlier time for its last one when it refuses, so that the second attempt succeeds',
  },
  {
    id: 'refusal-resets',
    property: 'a-refusal-changes-nothing',
    title: 'starts the sequence anew before it refuses, and gives ids twice when the clock is back',
  },
  {
    id: 'refuses-too-long',
    property: 'a-refusal-changes-nothing',
    title: 'refuses after a setback until the clock shows a later time than its last one, not that one',
  },
  {
    id: 'time-without-epoch',
    property: 'decodes-its-fields',
    title: 'tells the time since the epoch of the generator, not that of the clock',
  },
  {
    id: 'node-unmasked',
    property: 'decodes-its-fields',
    title: 'does not cut off the time when it tells the node',
  },
  {
    id: 'sequence-fixed-mask',
    property: 'decodes-its-fields',
    title: 'takes the lowest 12 bits for the sequence, whatever `sequence_bits` says',
  },
  {
    id: 'turns-negative',
    property: 'stays-in-range',
    title: 'gives negative ids when the time does not fit any more',
  },
  {
    id: 'wider-than-63-bits',
    property: 'stays-in-range',
    title: 'gives ids of more than 63 bits when the time does not fit any more',
  },
  {
    id: 'before-the-epoch',
    property: 'stays-in-range',
    title: 'gives negative ids when the clock is before the epoch',
  },
  {
    id: 'system-clock',
    property: 'uses-the-given-clock',
    title: 'reads the system clock instead of the one that it was given',
  },
  {
    id: 'shared-state',
    property: 'instances-share-nothing',
    title: 'keeps its time and its sequence where all generators share them',
  },
  {
    id: 'default-epoch',
    property: 'has-the-stated-defaults',
    title: 'counts from the epoch of Twitter by default',
  },
  {
    id: 'default-node-bits',
    property: 'has-the-stated-defaults',
    title: 'has another default for `node_bits`',
  },
  {
    id: 'default-sequence-bits',
    property: 'has-the-stated-defaults',
    title: 'has another default for `sequence_bits`',
  },
] as const satisfies readonly Misconception[]

export type Wrong = (typeof MISCONCEPTIONS)[number]['id']

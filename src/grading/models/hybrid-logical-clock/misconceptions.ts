import type { Misconception } from '../../model.ts'

/** Each entry is a switch of `HybridClock`. The order decides between two that predict the same. */
export const MISCONCEPTIONS = [
  {
    id: 'starts-at-the-clock',
    property: 'begins-at-zero',
    title: 'takes the time at which it was made for an event',
  },
  {
    id: 'counter-goes-on',
    property: 'follows-the-clock',
    title: 'does not set the counter back when the physical clock has moved on, so that it grows for ever',
  },
  {
    id: 'counter-begins-at-one',
    property: 'follows-the-clock',
    title: 'begins counting at 1 when the physical clock has moved on',
  },
  {
    id: 'receive-ignores-the-clock',
    property: 'follows-the-clock',
    title: 'does not look at the physical clock when it receives, and so falls behind it',
  },
  {
    id: 'receipt-begins-at-one',
    property: 'follows-the-clock',
    title: 'begins counting at 1 when it receives and the physical clock is ahead of both',
  },
  {
    id: 'restarts-within-a-moment',
    property: 'counts-within-a-moment',
    title: 'gives the same timestamp again while the physical clock shows the same millisecond',
  },
  {
    id: 'moves-time-instead',
    property: 'counts-within-a-moment',
    title: 'moves the time on by a millisecond instead of counting, and so runs ahead of every clock',
  },
  {
    id: 'follows-a-clock-that-steps-back',
    property: 'never-runs-backwards',
    title: 'runs backwards when the physical clock is set back',
  },
  {
    id: 'receive-forgets-its-own',
    property: 'never-runs-backwards',
    title: 'compares a message with the physical clock alone, and forgets the timestamps that it has given',
  },
  {
    id: 'receive-ignores-the-message',
    property: 'receipt-is-after-the-sending',
    title: 'does not look at the timestamp of a message that it receives',
  },
  {
    id: 'receive-takes-the-larger-stamp',
    property: 'receipt-is-after-the-sending',
    title: 'takes the largest timestamp when it receives, and does not count the receipt',
  },
  {
    id: 'receive-restarts-the-counter',
    property: 'receipt-is-after-the-sending',
    title: "sets the counter to 0 when the message is ahead, instead of going on from the message's",
  },
  {
    id: 'tie-takes-its-own',
    property: 'larger-counter-on-a-tie',
    title:
      'goes on from its own counter when message and clock have the same time, even if that of the message is larger',
  },
  {
    id: 'tie-takes-the-message',
    property: 'larger-counter-on-a-tie',
    title:
      "goes on from the message's counter when message and clock have the same time, even if its own is larger",
  },
  {
    id: 'largest-counter-whatever-the-time',
    property: 'receipt-is-after-the-sending',
    title: 'takes the larger counter also when the times differ',
  },
  {
    id: 'rejects-nothing',
    property: 'rejects-the-far-future',
    title: 'accepts messages from any distance in the future',
  },
  {
    id: 'measures-from-its-stamp',
    property: 'rejects-the-far-future',
    title:
      'measures how far ahead a message is from its own timestamp, which may be ahead already, not from the clock',
  },
  {
    id: 'rejects-at-the-limit',
    property: 'accepts-up-to-the-limit',
    title: 'rejects a message that is just `max_ahead_ms` ahead (>= where > is meant)',
  },
  {
    id: 'rejects-the-past',
    property: 'accepts-up-to-the-limit',
    title: 'rejects messages that are old, as if the past could do harm',
  },
  {
    id: 'rejects-after-it-merged',
    property: 'rejection-changes-nothing',
    title: 'takes over the timestamp before it rejects the message',
  },
  {
    id: 'rejection-counts',
    property: 'rejection-changes-nothing',
    title: 'counts a message that it rejects as an event',
  },
  {
    id: 'reading-counts',
    property: 'reading-changes-nothing',
    title: 'counts a reading as an event',
  },
  {
    id: 'hands-out-what-it-counts-in',
    property: 'what-it-gave-stays',
    title:
      'hands out the very list in which it goes on counting, so that a timestamp changes after it was given',
  },
  {
    id: 'hands-out-its-only-list',
    property: 'what-it-gave-stays',
    title: 'has one list for its latest timestamp, hands it out and overwrites it at the next event',
  },
  {
    id: 'counts-in-the-message',
    property: 'what-it-gave-stays',
    title:
      'takes the list of the message for its own and counts in it, so that others see the message change',
  },
  {
    id: 'compares-times-alone',
    property: 'orders-by-time-then-count',
    title: 'compares the times and forgets the counters',
  },
  {
    id: 'compares-parts-one-by-one',
    property: 'orders-by-time-then-count',
    title: 'asks for a smaller counter even when the time is smaller already',
  },
  {
    id: 'compares-as-text',
    property: 'orders-by-time-then-count',
    title: 'compares timestamps as text, so that 10 comes before 9',
  },
  {
    id: 'before-or-equal',
    property: 'orders-by-time-then-count',
    title: 'says that a timestamp is before itself (<= where < is meant)',
  },
  {
    id: 'system-clock',
    property: 'uses-the-given-clock',
    title: 'reads the system clock instead of the one that it was given',
  },
  {
    id: 'shared-stamp',
    property: 'clocks-share-nothing',
    title: 'keeps its timestamp where all clocks share it',
  },
  {
    id: 'default-max-ahead',
    property: 'has-the-stated-defaults',
    title: 'has another default for max_ahead_ms',
  },
] as const satisfies readonly Misconception[]

export type Wrong = (typeof MISCONCEPTIONS)[number]['id']

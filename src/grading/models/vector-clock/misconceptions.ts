import type { Misconception } from '../../model.ts'

/** Each entry is a switch of `VectorClock`. The order decides between two that predict the same. */
export const MISCONCEPTIONS = [
  {
    id: 'starts-at-one',
    property: 'knows-nothing-at-first',
    title: 'begins with an event of its own that never happened',
  },
  {
    id: 'tick-gives-the-old',
    property: 'tick-counts-its-own',
    title: 'gives a local event the clock from before it was counted',
  },
  {
    id: 'counts-for-everybody',
    property: 'tick-counts-its-own',
    title: 'adds one to every entry that it has, not to its own alone',
  },
  {
    id: 'send-counts-nothing',
    property: 'sending-is-an-event',
    title: 'does not count sending as an event',
  },
  {
    id: 'send-gives-the-old',
    property: 'sending-is-an-event',
    title: 'puts the clock from before the sending into the message',
  },
  {
    id: 'receive-ignores-the-message',
    property: 'learns-of-new-nodes',
    title: 'does not look at the clock of a message that it receives',
  },
  {
    id: 'receive-replaces',
    property: 'takes-the-larger-entries',
    title: "takes the message's clock for its own and forgets what it knew of others",
  },
  {
    id: 'receive-overwrites',
    property: 'takes-the-larger-entries',
    title: 'takes every entry of the message, also one that is smaller than its own',
  },
  {
    id: 'receive-keeps-what-it-has',
    property: 'takes-the-larger-entries',
    title: 'keeps an entry that it has, even where that of the message is larger',
  },
  {
    id: 'receive-adds',
    property: 'takes-the-larger-entries',
    title: 'adds the entries of the message to its own instead of taking the larger',
  },
  {
    id: 'receive-counts-nothing',
    property: 'receiving-is-an-event',
    title: 'does not count receiving as an event of its own',
  },
  {
    id: 'receive-counts-twice',
    property: 'receiving-is-an-event',
    title: 'counts a receipt as two events',
  },
  {
    id: 'receive-counts-the-sender',
    property: 'receiving-is-an-event',
    title: 'counts a receipt for the nodes in the message as well, not for itself alone',
  },
  {
    id: 'reading-counts',
    property: 'reading-changes-nothing',
    title: 'counts a reading as an event',
  },
  {
    id: 'hands-out-its-own',
    property: 'what-it-gave-stays',
    title: 'hands out the very map that it goes on counting in, so that a message changes after it was sent',
  },
  {
    id: 'merges-into-the-message',
    property: 'what-it-gave-stays',
    title:
      'merges into the map of the message and keeps that, so that the sender and other receivers see it change',
  },
  {
    id: 'compares-the-other-way',
    property: 'before-when-none-is-more',
    title: 'takes before for after',
  },
  {
    id: 'before-is-less-in-every-entry',
    property: 'before-when-none-is-more',
    title: 'asks for every entry to be smaller, where none may be larger (< where <= is meant)',
  },
  {
    id: 'equal-is-concurrent',
    property: 'equal-when-all-are',
    title: 'calls two equal clocks concurrent',
  },
  {
    id: 'equal-is-before',
    property: 'equal-when-all-are',
    title: 'says of two equal clocks that one is before the other (<= alone)',
  },
  {
    id: 'compares-sums',
    property: 'concurrent-when-each-has-more',
    title: 'compares the sums of the entries, and so finds an order where there is none',
  },
  {
    id: 'compares-as-lists',
    property: 'concurrent-when-each-has-more',
    title: 'lets the first entry that differs decide, as lists are compared',
  },
  {
    id: 'never-concurrent',
    property: 'concurrent-when-each-has-more',
    title: 'says before as soon as one entry is smaller, and does not look for one that is larger',
  },
  {
    id: 'compares-only-the-first',
    property: 'missing-is-zero',
    title: 'looks only at nodes that the first of the two clocks has',
  },
  {
    id: 'compares-only-shared',
    property: 'missing-is-zero',
    title: 'looks only at nodes that both clocks have',
  },
  {
    id: 'shared-vector',
    property: 'clocks-share-nothing',
    title: 'keeps its entries where all clocks share them',
  },
] as const satisfies readonly Misconception[]

export type Wrong = (typeof MISCONCEPTIONS)[number]['id']

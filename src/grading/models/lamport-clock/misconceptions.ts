import type { Misconception } from '../../model.ts'

/** Each entry is a switch of `LamportClock`. The order decides between two that predict the same. */
export const MISCONCEPTIONS = [
  {
    id: 'ignores-start',
    property: 'begins-after-start',
    title: 'begins at 0, whatever `start` says: after a restart it gives times that it has given before',
  },
  {
    id: 'starts-one-ahead',
    property: 'begins-after-start',
    title: 'begins one too high',
  },
  {
    id: 'tick-counts-nothing',
    property: 'each-event-adds-one',
    title: 'does not count local events',
  },
  {
    id: 'tick-gives-the-old',
    property: 'each-event-adds-one',
    title: 'gives a local event the time from before it was counted',
  },
  {
    id: 'send-counts-nothing',
    property: 'sending-is-an-event',
    title: 'does not count sending as an event: a message has the time of the event before it',
  },
  {
    id: 'send-gives-the-old',
    property: 'sending-is-an-event',
    title: 'puts the time from before the sending into the message',
  },
  {
    id: 'send-counts-twice',
    property: 'sending-is-an-event',
    title: 'counts sending as two events',
  },
  {
    id: 'receive-ignores-the-message',
    property: 'receipt-is-after-the-sending',
    title: 'does not look at the time of a message that it receives',
  },
  {
    id: 'receive-counts-before-it-compares',
    property: 'receipt-is-after-the-sending',
    title:
      'adds one before it compares with the message, not after: a receipt can have the time of its sending',
  },
  {
    id: 'receive-adds-the-message',
    property: 'receipt-is-after-the-sending',
    title: 'adds the time of the message to its own instead of taking the larger',
  },
  {
    id: 'receive-takes-the-message',
    property: 'never-runs-backwards',
    title: 'takes the time of every message, also of one that is behind its own, and so runs backwards',
  },
  {
    id: 'receive-only-takes-the-larger',
    property: 'receiving-is-an-event',
    title: 'takes the larger time when it receives, and does not add one for the receipt',
  },
  {
    id: 'receive-counts-only-when-behind',
    property: 'receiving-is-an-event',
    title: 'does not count a receipt when its own time is as large as that of the message',
  },
  {
    id: 'receive-counts-twice',
    property: 'receiving-is-an-event',
    title: 'counts a receipt as two events',
  },
  {
    id: 'receive-gives-the-message',
    property: 'receipt-is-after-the-sending',
    title: 'gives the time of the message instead of that of its receipt',
  },
  {
    id: 'reading-counts',
    property: 'reading-changes-nothing',
    title: 'counts a reading of its time as an event',
  },
  {
    id: 'compares-the-other-way',
    property: 'earlier-time-first',
    title: 'takes the later of two events for the first',
  },
  {
    id: 'compares-names-first',
    property: 'earlier-time-first',
    title: 'compares the names of the nodes before the times',
  },
  {
    id: 'compares-times-as-text',
    property: 'earlier-time-first',
    title: 'compares times as text, so that 10 comes before 9',
  },
  {
    id: 'ties-are-nobodys',
    property: 'ties-by-node',
    title: 'puts neither first when the times are equal: two nodes can wait for each other for ever',
  },
  {
    id: 'ties-are-its-own',
    property: 'ties-by-node',
    title: 'puts itself first when the times are equal: two nodes can both believe that they are first',
  },
  {
    id: 'ties-by-larger-name',
    property: 'ties-by-node',
    title: 'puts the larger name first when the times are equal',
  },
  {
    id: 'ties-ignore-case',
    property: 'ties-by-node',
    title: 'compares names as a dictionary does, not by their characters, so that "a" comes before "B"',
  },
  {
    id: 'ties-by-length',
    property: 'ties-by-node',
    title: 'takes numbers in names for numbers, so that "n2" comes before "n10"',
  },
  {
    id: 'event-before-itself',
    property: 'no-event-before-itself',
    title: 'says that an event comes before itself (<= where < is meant)',
  },
  {
    id: 'comparing-receives',
    property: 'comparing-changes-nothing',
    title: 'takes the time of an event that it only compares for its own',
  },
  {
    id: 'shared-time',
    property: 'clocks-share-nothing',
    title: 'keeps its time where all clocks share it',
  },
] as const satisfies readonly Misconception[]

export type Wrong = (typeof MISCONCEPTIONS)[number]['id']

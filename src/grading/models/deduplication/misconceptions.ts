import type { Misconception } from '../../model.ts'

/** Each entry is a switch of `Window`. The order decides between two that predict the same. */
export const MISCONCEPTIONS = [
  {
    id: 'inverted',
    property: 'tells-first-from-again',
    title: 'answers true when an id is new, and false when it was seen',
  },
  {
    id: 'only-the-last',
    property: 'tells-first-from-again',
    title: 'compares with the last id only, so that a duplicate passes when another came between',
  },
  {
    id: 'empty-id-is-new',
    property: 'tells-first-from-again',
    title: 'does not remember the empty id, because an empty string counts as false',
  },
  {
    id: 'time-zero-is-never',
    property: 'tells-first-from-again',
    title: 'takes an id that came at time 0 for one that never came, because 0 counts as false',
  },
  {
    id: 'remembers-at-window-age',
    property: 'expires-at-its-age',
    title: 'still remembers an id whose age is exactly the window (> where >= is meant)',
  },
  { id: 'never-expires', property: 'expires-at-its-age', title: 'never forgets an id because of its age' },
  {
    id: 'window-in-seconds',
    property: 'expires-at-its-age',
    title: 'takes the window for seconds: ids are remembered a thousand times too long',
  },
  {
    id: 'remembers-stale',
    property: 'expires-at-its-age',
    title: 'says of an id that it remembers it though its time is over',
  },
  {
    id: 'duplicate-refreshes',
    property: 'duplicates-change-nothing',
    title: 'starts the age of an id again at each duplicate, so that retries hold it for ever',
  },
  {
    id: 'duplicate-moves',
    property: 'duplicates-change-nothing',
    title: 'moves an id to the end of the order at a duplicate, as an LRU would',
  },
  {
    id: 'duplicate-evicts',
    property: 'duplicates-change-nothing',
    title: 'makes room before it looks whether the id is new, so that a duplicate evicts another',
  },
  { id: 'one-more', property: 'holds-up-to-capacity', title: 'holds one id more than its capacity' },
  { id: 'one-fewer', property: 'holds-up-to-capacity', title: 'holds one id fewer than its capacity' },
  {
    id: 'clears-when-full',
    property: 'holds-up-to-capacity',
    title: 'forgets everything when it is full, instead of one id',
  },
  { id: 'evicts-the-newest', property: 'evicts-the-oldest', title: 'evicts the id that came last' },
  {
    id: 'full-is-closed',
    property: 'evicts-the-oldest',
    title: 'does not record new ids while it is full',
  },
  {
    id: 'keeps-old-place',
    property: 'evicts-the-oldest',
    title: 'leaves an id that expired and came again in its old place, and evicts it too early',
  },
  {
    id: 'forget-keeps',
    property: 'forget-takes-out',
    title: 'does not take out the id that it is told to forget',
  },
  {
    id: 'forget-always-true',
    property: 'forget-takes-out',
    title: 'says that it forgot an id that it did not know',
  },
  {
    id: 'forget-leaves-place',
    property: 'forget-takes-out',
    title: 'leaves a forgotten id in the order of eviction, where it still takes a place',
  },
  {
    id: 'looking-records',
    property: 'looking-changes-nothing',
    title: 'records an id when it is only asked whether it remembers it',
  },
  {
    id: 'size-counts-expired',
    property: 'size-and-ids-tell-what-is-there',
    title: 'counts ids whose time is over',
  },
  {
    id: 'ids-newest-first',
    property: 'size-and-ids-tell-what-is-there',
    title: 'tells the ids with the newest first',
  },
  {
    id: 'system-clock',
    property: 'uses-the-given-clock',
    title: 'reads the system clock instead of the one that it was given',
  },
  {
    id: 'shared-ids',
    property: 'instances-share-nothing',
    title: 'keeps its ids where all instances share them',
  },
  { id: 'default-capacity', property: 'has-the-stated-defaults', title: 'has another default capacity' },
  { id: 'default-window', property: 'has-the-stated-defaults', title: 'has another default for window_ms' },
] as const satisfies readonly Misconception[]

export type Wrong = (typeof MISCONCEPTIONS)[number]['id']

import type { Misconception } from '../../model.ts'

/** Each entry is a switch of `Limiter`. The order decides between two that predict the same. */
export const MISCONCEPTIONS = [
  {
    id: 'one-more',
    property: 'lets-through-up-to-the-limit',
    title: 'lets one more through than the limit (> where >= is meant)',
  },
  {
    id: 'one-fewer',
    property: 'lets-through-up-to-the-limit',
    title: 'lets one fewer through than the limit',
  },
  {
    id: 'same-ms-counts-once',
    property: 'counts-every-request',
    title: 'counts requests of the same millisecond as one: it keeps a set of times instead of a list',
  },
  {
    id: 'time-zero-is-never',
    property: 'counts-every-request',
    title: 'does not count a request at time 0, because 0 counts as false',
  },
  {
    id: 'fixed-window',
    property: 'slides',
    title: 'counts in fixed windows of the clock, so that twice the limit passes around the turn of one',
  },
  {
    id: 'window-from-first',
    property: 'slides',
    title: 'starts a window at the first request and forgets the whole log when that one is over',
  },
  {
    id: 'weighted-counter',
    property: 'slides',
    title: 'estimates from the counts of this window and the one before, instead of keeping the times',
  },
  {
    id: 'window-in-seconds',
    property: 'slides',
    title: 'takes the window for seconds: requests count a thousand times too long',
  },
  {
    id: 'counts-at-window-age',
    property: 'ends-at-the-window',
    title: 'still counts a request whose age is exactly the window (> where >= is meant)',
  },
  {
    id: 'refused-logged',
    property: 'refused-are-not-logged',
    title: 'logs refused requests too, so that whoever retries often is never let through again',
  },
  {
    id: 'refused-replaces-oldest',
    property: 'refused-are-not-logged',
    title: 'writes a refused request in the place of the oldest one',
  },
  { id: 'one-log', property: 'keys-are-separate', title: 'keeps one log for all keys' },
  {
    id: 'empty-key-is-free',
    property: 'keys-are-separate',
    title: 'does not limit the empty key, because an empty string counts as false',
  },
  {
    id: 'remaining-stale',
    property: 'remaining-is-exact',
    title: 'tells what was left at the last request, without the places that have come free since',
  },
  {
    id: 'remaining-tells-used',
    property: 'remaining-is-exact',
    title: 'tells how many requests were let through instead of how many are left',
  },
  {
    id: 'remaining-takes',
    property: 'looking-changes-nothing',
    title: 'takes a place when it is only asked how many are left',
  },
  {
    id: 'retry-after-newest',
    property: 'retry-after-is-exact',
    title: 'tells the wait until the newest request leaves the window, instead of the oldest',
  },
  {
    id: 'retry-after-whole-window',
    property: 'retry-after-is-exact',
    title: 'tells a whole window as the wait',
  },
  {
    id: 'retry-after-late',
    property: 'retry-after-is-exact',
    title: 'tells a wait that is one millisecond too long',
  },
  {
    id: 'retry-after-though-free',
    property: 'retry-after-is-exact',
    title: 'tells a wait though there is a place left',
  },
  {
    id: 'retry-after-in-seconds',
    property: 'retry-after-is-exact',
    title: 'tells the wait in seconds instead of milliseconds',
  },
  {
    id: 'never-forgets-keys',
    property: 'forgets-idle-keys',
    title: 'never forgets a key, so that its memory grows with every client that it has ever seen',
  },
  {
    id: 'keeps-asked-keys',
    property: 'forgets-idle-keys',
    title: 'makes an entry for every key that it is asked about, and keeps it',
  },
  {
    id: 'forgets-when-asked',
    property: 'forgets-idle-keys',
    title: 'forgets a key only when that same key is asked about again',
  },
  {
    id: 'system-clock',
    property: 'uses-the-given-clock',
    title: 'reads the system clock instead of the one that it was given',
  },
  {
    id: 'shared-log',
    property: 'instances-share-nothing',
    title: 'keeps its log where all limiters share it',
  },
  { id: 'default-limit', property: 'has-the-stated-defaults', title: 'has another default limit' },
  {
    id: 'default-window',
    property: 'has-the-stated-defaults',
    title: 'has another default for window_ms',
  },
] as const satisfies readonly Misconception[]

export type Wrong = (typeof MISCONCEPTIONS)[number]['id']

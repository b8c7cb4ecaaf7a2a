import type { Misconception } from '../../model.ts'

/** Each entry is a switch of `Schedule`. The order decides between two that predict the same. */
export const MISCONCEPTIONS = [
  {
    id: 'no-burst',
    property: 'burst-goes-at-once',
    title: 'lets only one request go at once, whatever `burst` says',
  },
  {
    id: 'burst-one-more',
    property: 'burst-goes-at-once',
    title: 'lets one request more than `burst` go at once',
  },
  {
    id: 'first-waits',
    property: 'burst-goes-at-once',
    title: 'makes the first requests wait, as if a burst had gone just before',
  },
  {
    id: 'spaces-from-arrival',
    property: 'spaces-evenly',
    title: 'counts the interval from when the request before came, not from when it may go',
  },
  {
    id: 'ticks',
    property: 'spaces-evenly',
    title: 'lets requests go on the ticks of a timer only, also where nobody is in front',
  },
  {
    id: 'time-zero-is-never',
    property: 'spaces-evenly',
    title: 'takes a request at time 0 for none, because 0 counts as false',
  },
  {
    id: 'rest-saves-up',
    property: 'burst-comes-back-at-the-rate',
    title:
      'saves up every interval in which nobody came, so that a long rest is followed by a burst without bound',
  },
  {
    id: 'burst-once',
    property: 'burst-comes-back-at-the-rate',
    title: 'allows a burst only once, at the beginning',
  },
  {
    id: 'burst-after-any-rest',
    property: 'burst-comes-back-at-the-rate',
    title: 'gives the whole burst back after a rest of a single interval',
  },
  {
    id: 'delay-is-one-interval',
    property: 'delay-is-exact',
    title: 'tells one interval to everybody who has to wait',
  },
  {
    id: 'delay-is-a-time',
    property: 'delay-is-exact',
    title: 'tells the time at which the request may go instead of the delay until then',
  },
  {
    id: 'delay-in-seconds',
    property: 'delay-is-exact',
    title: 'tells the delay in seconds instead of milliseconds',
  },
  {
    id: 'refused-takes-a-place',
    property: 'refused-changes-nothing',
    title: 'takes a place in the schedule for a request that it refuses',
  },
  {
    id: 'one-more-waits',
    property: 'queue-is-bounded',
    title: 'lets one request more wait than its capacity',
  },
  {
    id: 'last-place-stays-empty',
    property: 'queue-is-bounded',
    title: 'refuses a request whose delay is exactly `capacity` intervals (>= where > is meant)',
  },
  {
    id: 'burst-fills-the-queue',
    property: 'queue-is-bounded',
    title: 'counts requests that went at once in a burst as if they were waiting',
  },
  {
    id: 'zero-is-no-limit',
    property: 'zero-capacity-means-no-waiting',
    title: 'takes the capacity 0 for no limit, because 0 counts as false',
  },
  {
    id: 'zero-refuses-all',
    property: 'zero-capacity-means-no-waiting',
    title: 'refuses every request with the capacity 0, also those that need not wait',
  },
  {
    id: 'queued-stale',
    property: 'queued-is-exact',
    title: 'tells how many were waiting at the last request, with those that have gone since',
  },
  {
    id: 'queued-at-its-time',
    property: 'queued-is-exact',
    title: 'still counts a request as waiting at the moment at which it goes',
  },
  {
    id: 'retry-after-until-empty',
    property: 'retry-after-is-exact',
    title: 'tells the wait until the queue is empty, instead of until one place is free',
  },
  {
    id: 'retry-after-is-the-delay',
    property: 'retry-after-is-exact',
    title: 'tells the delay of the next request, also when there is a place for it',
  },
  {
    id: 'retry-after-one-interval',
    property: 'retry-after-is-exact',
    title: 'tells one interval as the wait for a place',
  },
  {
    id: 'looking-takes-a-place',
    property: 'looking-changes-nothing',
    title: 'takes a place when it is only asked for the wait',
  },
  {
    id: 'system-clock',
    property: 'uses-the-given-clock',
    title: 'reads the system clock instead of the one that it was given',
  },
  {
    id: 'shared-schedule',
    property: 'instances-share-nothing',
    title: 'keeps its schedule where all buckets share it',
  },
  {
    id: 'default-interval',
    property: 'has-the-stated-defaults',
    title: 'has another default for interval_ms',
  },
  { id: 'default-capacity', property: 'has-the-stated-defaults', title: 'has another default capacity' },
  { id: 'default-burst', property: 'has-the-stated-defaults', title: 'has another default burst' },
] as const satisfies readonly Misconception[]

export type Wrong = (typeof MISCONCEPTIONS)[number]['id']

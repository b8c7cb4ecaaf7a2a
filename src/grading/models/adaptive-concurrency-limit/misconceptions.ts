import type { Misconception } from '../../model.ts'

/** Each entry is a switch of `Limiter`. The order decides between two that predict the same. */
export const MISCONCEPTIONS = [
  { id: 'starts-at-max', property: 'admits-up-to-the-limit', title: 'starts at `max_limit`' },
  { id: 'starts-at-min', property: 'admits-up-to-the-limit', title: 'starts at `min_limit`' },
  {
    id: 'admits-one-more',
    property: 'admits-up-to-the-limit',
    title: 'admits one request more than its limit (> where >= is meant)',
  },
  {
    id: 'last-place-empty',
    property: 'admits-up-to-the-limit',
    title: 'refuses the last request that its limit allows',
  },
  {
    id: 'full-only-when-equal',
    property: 'admits-up-to-the-limit',
    title:
      'refuses only when exactly as many are in flight as its limit says, so that it admits without bound when the limit has shrunk below that',
  },
  {
    id: 'refused-counts',
    property: 'admits-up-to-the-limit',
    title: 'counts refused requests as in flight',
  },
  {
    id: 'numbers-from-zero',
    property: 'numbers-its-permits',
    title: 'numbers permits from 0',
  },
  {
    id: 'refused-takes-a-number',
    property: 'numbers-its-permits',
    title: 'uses up a number for a request that it refuses',
  },
  {
    id: 'numbers-are-reused',
    property: 'numbers-its-permits',
    title: 'gives the number of a released permit again, so that releasing twice frees a place of another',
  },
  {
    id: 'drop-keeps-its-place',
    property: 'every-outcome-frees-a-place',
    title: 'never frees the place of a request that was dropped, until none is left',
  },
  {
    id: 'drop-is-not-counted-off',
    property: 'every-outcome-frees-a-place',
    title: 'takes back the permit of a dropped request, but still counts it as in flight',
  },
  {
    id: 'ignored-keeps-its-place',
    property: 'every-outcome-frees-a-place',
    title: 'never frees the place of a request that was ignored, until none is left',
  },
  {
    id: 'slow-keeps-its-place',
    property: 'every-outcome-frees-a-place',
    title: 'never frees the place of a request that was slow, until none is left',
  },
  {
    id: 'unknown-frees-a-place',
    property: 'unknown-permit-is-an-error',
    title: 'frees a place for any permit, also for one that was released before',
  },
  {
    id: 'unknown-is-silent',
    property: 'unknown-permit-is-an-error',
    title: 'says nothing when a permit is released that is not held',
  },
  {
    id: 'error-comes-too-late',
    property: 'unknown-permit-is-an-error',
    title: 'raises the error for an unknown permit after it has freed a place for it',
  },
  {
    id: 'time-zero-is-unknown',
    property: 'unknown-permit-is-an-error',
    title: 'does not know a permit that was given at time 0, because 0 counts as false',
  },
  {
    id: 'grows-each-success',
    property: 'grows-by-one-a-round',
    title: 'grows by one for each success, and so doubles in a round',
  },
  {
    id: 'no-rounds',
    property: 'grows-by-one-a-round',
    title: 'knows no rounds: it grows by one for each success and shrinks for each drop',
  },
  {
    id: 'needs-one-more',
    property: 'grows-by-one-a-round',
    title: 'needs one success more than its limit to grow',
  },
  {
    id: 'progress-kept',
    property: 'grows-by-one-a-round',
    title: 'does not start counting anew when it has grown',
  },
  {
    id: 'adds-a-fraction',
    property: 'grows-by-one-a-round',
    title: 'adds 1 / limit for each success, which in sum comes to one too late',
  },
  {
    id: 'needs-a-streak',
    property: 'grows-by-one-a-round',
    title: 'starts counting anew when a success does not count',
  },
  {
    id: 'round-of-the-start',
    property: 'grows-by-one-a-round',
    title: 'takes `initial_limit` successes for a round, whatever its limit is now',
  },
  {
    id: 'grows-unused',
    property: 'grows-only-when-used',
    title: 'grows while it is hardly used, up to a limit that nobody has tried',
  },
  {
    id: 'grows-only-when-full',
    property: 'grows-only-when-used',
    title: 'counts only successes that come while every place is taken',
  },
  {
    id: 'used-without-itself',
    property: 'grows-only-when-used',
    title: 'leaves out the request that is released when it looks how much is used',
  },
  {
    id: 'used-at-admission',
    property: 'grows-only-when-used',
    title: 'looks how much was used when the request was admitted, not when it is released',
  },
  {
    id: 'used-more-than-half',
    property: 'grows-only-when-used',
    title: 'does not count a success when exactly half of the limit is used (> where >= is meant)',
  },
  {
    id: 'halves',
    property: 'shrinks-by-the-percentage',
    title: 'halves its limit, whatever `backoff_percent` says',
  },
  {
    id: 'shrinks-by-one',
    property: 'shrinks-by-the-percentage',
    title: 'takes one off its limit instead of multiplying it',
  },
  {
    id: 'shrinks-by-the-percentage-itself',
    property: 'shrinks-by-the-percentage',
    title: 'takes `backoff_percent` off its limit, instead of keeping that much',
  },
  {
    id: 'shrinks-to-what-is-in-flight',
    property: 'shrinks-by-the-percentage',
    title: 'multiplies what is in flight, not its limit',
  },
  { id: 'rounds-to-nearest', property: 'shrinks-by-the-percentage', title: 'rounds to the nearest' },
  {
    id: 'rounds-up',
    property: 'shrinks-by-the-percentage',
    title: 'rounds up, so that a small limit never shrinks',
  },
  {
    id: 'floats',
    property: 'shrinks-by-the-percentage',
    title: 'multiplies in floating point, where 90 times 0.7 is less than 63',
  },
  {
    id: 'progress-survives-a-drop',
    property: 'shrinks-by-the-percentage',
    title: 'keeps the successes that it counted before it shrank, and so grows again too soon',
  },
  {
    id: 'slow-is-success',
    property: 'slow-counts-as-dropped',
    title: 'takes no notice of how long a request took',
  },
  {
    id: 'slow-is-nothing',
    property: 'slow-counts-as-dropped',
    title: 'does not count a slow success, but does not shrink either',
  },
  {
    id: 'slow-at-the-bound',
    property: 'slow-counts-as-dropped',
    title: 'takes a request for slow that took exactly `max_latency_ms` (>= where > is meant)',
  },
  {
    id: 'latency-from-the-last',
    property: 'slow-counts-as-dropped',
    title: 'measures from the latest admission, not from that of the request itself',
  },
  {
    id: 'each-outcome-counts',
    property: 'shrinks-once-a-round',
    title:
      'does not ask when a request was admitted: each drop of a burst shrinks the limit, down to almost nothing, and old successes count',
  },
  {
    id: 'cools-down',
    property: 'shrinks-once-a-round',
    title:
      'takes no notice of drops for `max_latency_ms` after it has shrunk, whenever their requests were admitted',
  },
  {
    id: 'old-success-grows',
    property: 'shrinks-once-a-round',
    title: 'counts successes of requests that were admitted before it shrank',
  },
  {
    id: 'recovers-at-own-permit',
    property: 'shrinks-once-a-round',
    title:
      'ignores only requests admitted before the dropped one, not all that were admitted before it shrank',
  },
  {
    id: 'last-admitted-counts',
    property: 'shrinks-once-a-round',
    title: 'shrinks again for the last request that was admitted before it shrank (<= where < is meant)',
  },
  {
    id: 'recovers-by-time',
    property: 'shrinks-once-a-round',
    title:
      'tells by the time of admission what came before it shrank, and so overlooks requests of the same millisecond',
  },
  {
    id: 'one-drop-until-quiet',
    property: 'shrinks-once-a-round',
    title: 'shrinks only once until nothing is in flight any more',
  },
  {
    id: 'ignored-is-success',
    property: 'ignored-says-nothing',
    title: 'counts an ignored request as a success',
  },
  {
    id: 'ignored-is-drop',
    property: 'ignored-says-nothing',
    title: 'shrinks for an ignored request',
  },
  {
    id: 'ignored-but-slow',
    property: 'ignored-says-nothing',
    title: 'shrinks for an ignored request that took long',
  },
  { id: 'no-max', property: 'stays-within-its-bounds', title: 'grows above `max_limit`' },
  { id: 'no-min', property: 'stays-within-its-bounds', title: 'shrinks below `min_limit`' },
  {
    id: 'min-is-one',
    property: 'stays-within-its-bounds',
    title: 'shrinks down to 1, whatever `min_limit` says',
  },
  {
    id: 'system-clock',
    property: 'uses-the-given-clock',
    title: 'reads the system clock instead of the one that it was given',
  },
  {
    id: 'shared-limit',
    property: 'instances-share-nothing',
    title: 'keeps its limit where all limiters share it',
  },
  {
    id: 'default-initial',
    property: 'has-the-stated-defaults',
    title: 'has another default for `initial_limit`',
  },
  { id: 'default-min', property: 'has-the-stated-defaults', title: 'has another default for `min_limit`' },
  { id: 'default-max', property: 'has-the-stated-defaults', title: 'has another default for `max_limit`' },
  {
    id: 'default-backoff',
    property: 'has-the-stated-defaults',
    title: 'has another default for `backoff_percent`',
  },
  {
    id: 'default-latency',
    property: 'has-the-stated-defaults',
    title: 'has another default for `max_latency_ms`',
  },
] as const satisfies readonly Misconception[]

export type Wrong = (typeof MISCONCEPTIONS)[number]['id']

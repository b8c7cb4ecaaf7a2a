import type { Misconception } from '../../model.ts'

/** Each entry is a switch of `Bucket`. The order decides between two that predict the same. */
export const MISCONCEPTIONS = [
  { id: 'starts-empty', property: 'starts-full', title: 'starts empty' },
  {
    id: 'rate-per-ms',
    property: 'refills-at-the-rate',
    title: 'refills a thousand times too fast: it takes milliseconds for seconds',
  },
  {
    id: 'rate-too-slow',
    property: 'refills-at-the-rate',
    title: 'refills a thousand times too slowly: it divides by 1000 twice',
  },
  {
    id: 'whole-seconds',
    property: 'refills-at-the-rate',
    title: 'refills only when a whole second has passed, instead of all the time',
  },
  {
    id: 'refills-twice',
    property: 'refills-at-the-rate',
    title: 'adds the same time again at every call: it does not note when it last refilled',
  },
  {
    id: 'loses-fractions',
    property: 'refills-at-the-rate',
    title: 'throws the fraction of a token away whenever it refills, so that frequent calls keep it empty',
  },
  {
    id: 'time-zero-is-never',
    property: 'refills-at-the-rate',
    title: 'takes time 0 for "never refilled", because 0 counts as false',
  },
  {
    id: 'no-limit',
    property: 'never-above-capacity',
    title: 'fills above its capacity when it is left alone',
  },
  { id: 'takes-one', property: 'takes-what-it-grants', title: 'takes one token, however many are asked for' },
  {
    id: 'needs-more',
    property: 'takes-what-it-grants',
    title: 'refuses when it has exactly as many tokens as are asked for (> where >= is meant)',
  },
  {
    id: 'refused-takes',
    property: 'refused-takes-nothing',
    title: 'takes the tokens of a request that it refuses, and goes below zero',
  },
  {
    id: 'refused-drains',
    property: 'refused-takes-nothing',
    title: 'takes whatever is left when it refuses a request',
  },
  {
    id: 'refused-restarts',
    property: 'refused-takes-nothing',
    title: 'forgets the time since the last refill when it refuses, so that whoever retries often starves',
  },
  {
    id: 'available-stale',
    property: 'available-tells-whole-tokens',
    title: 'tells the tokens of the last request, without those that have come since',
  },
  {
    id: 'available-fraction',
    property: 'available-tells-whole-tokens',
    title: 'tells fractions of tokens',
  },
  {
    id: 'available-rounds-up',
    property: 'available-tells-whole-tokens',
    title: 'rounds the number of tokens up: it tells one that is not there yet',
  },
  {
    id: 'retry-after-rounds-down',
    property: 'retry-after-is-exact',
    title: 'rounds the wait down: whoever waits that long comes too early',
  },
  {
    id: 'retry-after-ignores-tokens',
    property: 'retry-after-is-exact',
    title: 'tells the wait as if the bucket were empty',
  },
  {
    id: 'retry-after-in-seconds',
    property: 'retry-after-is-exact',
    title: 'tells the wait in seconds instead of milliseconds',
  },
  {
    id: 'retry-after-over-capacity',
    property: 'more-than-capacity',
    title: 'tells a wait for more tokens than the bucket can ever hold',
  },
  {
    id: 'system-clock',
    property: 'uses-the-given-clock',
    title: 'reads the system clock instead of the one that it was given',
  },
  {
    id: 'shared-tokens',
    property: 'instances-share-nothing',
    title: 'keeps its tokens where all buckets share them',
  },
  { id: 'default-capacity', property: 'has-the-stated-defaults', title: 'has another default capacity' },
  {
    id: 'default-refill',
    property: 'has-the-stated-defaults',
    title: 'has another default for refill_per_second',
  },
] as const satisfies readonly Misconception[]

export type Wrong = (typeof MISCONCEPTIONS)[number]['id']

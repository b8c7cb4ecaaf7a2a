import type { Misconception } from '../../model.ts'

/** Each entry is a switch of `Retrier`. The order decides between two that predict the same. */
export const MISCONCEPTIONS = [
  {
    id: 'retries-falsy-values',
    property: 'returns-the-value',
    title: 'takes 0, false, an empty text or nothing for a failure, and tries again',
  },
  { id: 'one-more', property: 'tries-up-to-max-attempts', title: 'does not count the first attempt' },
  {
    id: 'one-fewer',
    property: 'tries-up-to-max-attempts',
    title: 'makes one attempt fewer than it may (< where <= is meant)',
  },
  {
    id: 'swallows-the-last-error',
    property: 'the-last-error-comes-out',
    title: 'returns nothing instead of failing when it gives up',
  },
  {
    id: 'raises-the-first-error',
    property: 'the-last-error-comes-out',
    title: 'fails with the error of the first attempt instead of that of the last',
  },
  {
    id: 'retries-permanent-errors',
    property: 'permanent-errors-are-not-retried',
    title: 'tries again after a PermanentError',
  },
  {
    id: 'waits-before-it-lets-permanent-errors-out',
    property: 'permanent-errors-are-not-retried',
    title: 'waits before it looks whether the error is permanent',
  },
  {
    id: 'permanent-only-at-first',
    property: 'permanent-errors-are-not-retried',
    title: 'heeds a PermanentError at the first attempt alone',
  },
  { id: 'no-jitter', property: 'waits-with-full-jitter', title: 'waits the whole bound, without jitter' },
  {
    id: 'equal-jitter',
    property: 'waits-with-full-jitter',
    title: 'waits half the bound and draws only the other half',
  },
  {
    id: 'jitter-on-top',
    property: 'waits-with-full-jitter',
    title: 'adds the jitter to the bound instead of drawing below it',
  },
  {
    id: 'jitter-around',
    property: 'waits-with-full-jitter',
    title: 'draws between half the bound and one and a half times it',
  },
  {
    id: 'rounds-up',
    property: 'waits-with-full-jitter',
    title: 'rounds the wait up instead of down',
  },
  {
    id: 'rounds-to-nearest',
    property: 'waits-with-full-jitter',
    title: 'rounds the wait to the nearest millisecond instead of down',
  },
  {
    id: 'includes-the-bound',
    property: 'waits-with-full-jitter',
    title: 'draws among one millisecond too many: floor(random * (bound + 1))',
  },
  {
    id: 'keeps-fractions',
    property: 'waits-with-full-jitter',
    title: 'sleeps fractions of a millisecond instead of rounding down',
  },
  { id: 'constant-bound', property: 'the-bound-doubles', title: 'never doubles the bound' },
  {
    id: 'linear-bound',
    property: 'the-bound-doubles',
    title: 'adds base_ms for each failure instead of doubling',
  },
  {
    id: 'doubles-too-early',
    property: 'the-bound-doubles',
    title: 'doubles the bound before the first wait already',
  },
  {
    id: 'doubles-the-last-wait',
    property: 'the-bound-doubles',
    title: 'doubles the wait that was drawn last instead of the bound',
  },
  {
    id: 'decorrelated',
    property: 'the-bound-doubles',
    title: 'draws between base_ms and three times the wait before ("decorrelated jitter")',
  },
  { id: 'no-cap', property: 'the-cap-always-holds', title: 'lets the bound grow beyond cap_ms' },
  {
    id: 'caps-the-drawn-wait',
    property: 'the-cap-always-holds',
    title: 'caps the wait that it has drawn instead of the bound, so that late waits are all cap_ms',
  },
  {
    id: 'overflows-32-bits',
    property: 'the-cap-always-holds',
    title: 'doubles in 32 bits: after 31 doublings the bound is negative, and then small again',
  },
  {
    id: 'overflows-64-bits',
    property: 'the-cap-always-holds',
    title: 'doubles in 64 bits: after 63 doublings the bound is negative',
  },
  {
    id: 'one-draw-a-call',
    property: 'draws-for-each-wait',
    title: 'draws once and uses the same number for all waits of a call',
  },
  {
    id: 'draws-before-each-attempt',
    property: 'draws-for-each-wait',
    title: 'draws for the first attempt too, before which there is no wait',
  },
  {
    id: 'sleeps-after-the-last',
    property: 'sleeps-only-between-attempts',
    title: 'sleeps after the last attempt, though no other follows',
  },
  {
    id: 'sleeps-before-the-first',
    property: 'sleeps-only-between-attempts',
    title: 'sleeps before the first attempt',
  },
  {
    id: 'first-retry-at-once',
    property: 'sleeps-only-between-attempts',
    title: 'tries again at once after the first failure, without a wait',
  },
  { id: 'ignores-the-budget', property: 'never-sleeps-past-the-budget', title: 'pays no heed to budget_ms' },
  {
    id: 'looks-only-at-the-past',
    property: 'never-sleeps-past-the-budget',
    title: 'looks at the time that has passed, not at the wait to come, and so sleeps past its budget',
  },
  {
    id: 'sleeps-and-then-looks',
    property: 'never-sleeps-past-the-budget',
    title: 'sleeps first and sees afterwards that the budget is used up',
  },
  {
    id: 'cuts-the-wait-short',
    property: 'never-sleeps-past-the-budget',
    title: 'sleeps what is left of its budget and tries once more, where it should give up at once',
  },
  {
    id: 'may-end-at-the-budget',
    property: 'never-sleeps-past-the-budget',
    title: 'tries again when the wait ends just as the budget does (> where >= is meant)',
  },
  {
    id: 'judges-by-the-bound',
    property: 'never-sleeps-past-the-budget',
    title: 'gives up when the longest wait would not fit, though the one that was drawn does',
  },
  {
    id: 'counts-only-waits',
    property: 'the-budget-counts-everything',
    title: 'counts its waits against the budget, not the time that attempts take',
  },
  {
    id: 'budget-for-each-attempt',
    property: 'the-budget-counts-everything',
    title: 'starts its budget again with every attempt',
  },
  {
    id: 'attempts-carry-over',
    property: 'each-call-starts-anew',
    title: 'counts attempts over all calls: a later call has fewer left',
  },
  {
    id: 'backoff-carries-over',
    property: 'each-call-starts-anew',
    title: 'goes on doubling where the call before stopped',
  },
  {
    id: 'budget-from-creation',
    property: 'each-call-starts-anew',
    title: 'counts its budget from when it was created instead of from the call',
  },
  {
    id: 'system-clock',
    property: 'uses-what-it-is-given',
    title: 'reads the system clock instead of the one that it was given',
  },
  {
    id: 'sleeps-by-itself',
    property: 'uses-what-it-is-given',
    title: "sleeps by the language's own means instead of the given sleep",
  },
  {
    id: 'sleeps-in-seconds',
    property: 'uses-what-it-is-given',
    title: 'hands seconds to the given sleep, which takes milliseconds',
  },
  {
    id: 'shared-options',
    property: 'instances-share-nothing',
    title: 'keeps its options where all retriers share them: the one made last decides',
  },
  {
    id: 'default-attempts',
    property: 'has-the-stated-defaults',
    title: 'has another default for max_attempts',
  },
  { id: 'default-base', property: 'has-the-stated-defaults', title: 'has another default for base_ms' },
  { id: 'default-cap', property: 'has-the-stated-defaults', title: 'has another default for cap_ms' },
  { id: 'default-budget', property: 'has-the-stated-defaults', title: 'has another default for budget_ms' },
] as const satisfies readonly Misconception[]

export type Wrong = (typeof MISCONCEPTIONS)[number]['id']

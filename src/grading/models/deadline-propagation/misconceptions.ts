import type { Misconception } from '../../model.ts'

/** Each entry is a switch of `DeadlineBudget` or of its headers. The order decides between two that predict the same. */
export const MISCONCEPTIONS = [
  {
    id: 'starts-at-first-use',
    property: 'starts-with-the-timeout',
    title: 'starts to count at its first use, not when it is made',
  },
  {
    id: 'header-replaces',
    property: 'only-shortens',
    title: 'takes the time in a header even where that is more than what is left',
  },
  {
    id: 'header-begins-anew',
    property: 'only-shortens',
    title: 'begins anew with each header: with timeout_ms once more, if the header allows that',
  },
  { id: 'header-ignored', property: 'only-shortens', title: 'checks a header, and does not use it' },
  {
    id: 'header-from-creation',
    property: 'only-shortens',
    title: 'counts the time in a header from when the budget was made, not from when the header came',
  },
  {
    id: 'case-does-not-matter',
    property: 'reads-every-unit',
    title: 'takes m (milliseconds) for M (minutes)',
  },
  {
    id: 'rounds-up-what-it-reads',
    property: 'reads-every-unit',
    title: 'rounds a part of a millisecond up, and so allows more than the caller waits for',
  },
  {
    id: 'accepts-nine-digits',
    property: 'refuses-an-invalid-header',
    title: 'accepts headers of more than eight digits',
  },
  {
    id: 'accepts-signs-and-spaces',
    property: 'refuses-an-invalid-header',
    title: 'accepts spaces and a plus sign around the number, as the parser of its language does',
  },
  {
    id: 'accepts-a-tail',
    property: 'refuses-an-invalid-header',
    title: 'accepts anything behind the unit: its pattern is not anchored at the end',
  },
  {
    id: 'accepts-other-digits',
    property: 'refuses-an-invalid-header',
    title: 'accepts digits of other scripts, as the patterns of its language do',
  },
  {
    id: 'zero-is-invalid',
    property: 'refuses-an-invalid-header',
    title: 'refuses a header of 0, which says that no time is left',
  },
  {
    id: 'invalid-expires',
    property: 'refuses-an-invalid-header',
    title: 'has no time left after an invalid header',
  },
  {
    id: 'invalid-is-ignored',
    property: 'refuses-an-invalid-header',
    title: 'says nothing of an invalid header',
  },
  {
    id: 'remaining-goes-negative',
    property: 'counts-down-to-zero',
    title: 'tells a negative time after the deadline',
  },
  {
    id: 'reserve-off-remaining',
    property: 'counts-down-to-zero',
    title: 'takes the reserve off the time that it tells for its own work',
  },
  {
    id: 'expires-one-late',
    property: 'expires-at-the-deadline',
    title: 'is not expired at the deadline itself (> where >= is meant)',
  },
  {
    id: 'expires-with-the-reserve',
    property: 'expires-at-the-deadline',
    title: 'is expired as soon as only the reserve is left',
  },
  {
    id: 'clock-set-back-counts',
    property: 'never-grows',
    title: 'gives time back when the clock is set back',
  },
  {
    id: 'child-ignores-parent',
    property: 'child-within-the-parent',
    title: 'gives a call the time that was wanted for it, also where less is left',
  },
  {
    id: 'child-takes-all',
    property: 'child-within-the-parent',
    title: 'gives a call all that is left, also where less was wanted',
  },
  { id: 'reserve-ignored', property: 'keeps-a-reserve', title: 'keeps no reserve for the way back' },
  {
    id: 'reserve-off-wanted',
    property: 'keeps-a-reserve',
    title: 'takes the reserve off the time that was wanted, also where there is plenty left',
  },
  {
    id: 'child-of-nothing-is-zero',
    property: 'checks-before-the-call',
    title: 'gives a call 0 ms when nothing is left, which many clients take for "no limit"',
  },
  {
    id: 'child-at-least-one',
    property: 'checks-before-the-call',
    title: 'gives a call 1 ms when nothing is left, instead of sparing it',
  },
  {
    id: 'looks-at-expiry-alone',
    property: 'checks-before-the-call',
    title: 'makes a call when only the reserve is left, for no time or less',
  },
  {
    id: 'writes-nine-digits',
    property: 'writes-a-valid-header',
    title: 'always writes milliseconds, also with more than eight digits',
  },
  {
    id: 'writes-rounded-up',
    property: 'writes-a-valid-header',
    title: 'rounds up when it writes in a coarser unit, and so promises time that is not there',
  },
  {
    id: 'writes-seconds',
    property: 'writes-a-valid-header',
    title: 'writes whole seconds where milliseconds would fit, and so loses up to a second at each hop',
  },
  { id: 'writes-no-unit', property: 'writes-a-valid-header', title: 'writes a number without a unit' },
  {
    id: 'system-clock',
    property: 'uses-the-given-clock',
    title: 'reads the system clock instead of the one that it was given',
  },
  {
    id: 'shared-deadline',
    property: 'instances-share-nothing',
    title: 'keeps its deadline where all budgets share it',
  },
  {
    id: 'default-timeout',
    property: 'has-the-stated-defaults',
    title: 'has another default for timeout_ms',
  },
  {
    id: 'default-reserve',
    property: 'has-the-stated-defaults',
    title: 'keeps a reserve by default',
  },
] as const satisfies readonly Misconception[]

export type Wrong = (typeof MISCONCEPTIONS)[number]['id']

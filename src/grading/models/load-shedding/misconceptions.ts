import type { Misconception } from '../../model.ts'

/** Each entry is a switch of `Shedder` or of its overload level. The order decides between two that predict the same. */
export const MISCONCEPTIONS = [
  {
    id: 'sheds-the-most-critical-first',
    property: 'sheds-the-least-critical-first',
    title: 'sheds the most critical requests first: it compares the wrong way round',
  },
  {
    id: 'sheds-all-at-once',
    property: 'sheds-the-least-critical-first',
    title: 'sheds everything but `critical_plus` as soon as there is any overload',
  },
  {
    id: 'sheds-one-kind-more',
    property: 'sheds-the-least-critical-first',
    title: 'sheds one kind of requests more than its level says (<= where < is meant)',
  },
  {
    id: 'sheds-one-kind-less',
    property: 'sheds-the-least-critical-first',
    title: 'sheds one kind of requests less than its level says (< where <= is meant)',
  },
  {
    id: 'sheds-one-kind-only',
    property: 'sheds-the-least-critical-first',
    title: 'sheds only the kind of its level, and admits those below it again',
  },
  {
    id: 'plus-comes-first',
    property: 'sheds-the-least-critical-first',
    title: 'sheds `sheddable_plus` before `sheddable`',
  },
  {
    id: 'starts-shedding',
    property: 'sheds-the-least-critical-first',
    title: 'starts at level 1, before it knows anything',
  },
  {
    id: 'unknown-is-admitted',
    property: 'unknown-is-critical',
    title: 'always admits a request whose criticality it does not know',
  },
  {
    id: 'unknown-is-shed-first',
    property: 'unknown-is-critical',
    title: 'sheds requests whose criticality it does not know together with `sheddable`, or before',
  },
  {
    id: 'unknown-is-refused',
    property: 'unknown-is-critical',
    title: 'never admits a request whose criticality it does not know',
  },
  {
    id: 'case-is-ignored',
    property: 'unknown-is-critical',
    title: 'takes names in capital letters for the same, though they are other texts',
  },
  {
    id: 'names-of-every-object',
    property: 'unknown-is-critical',
    title:
      'looks the text up in an object and finds what every object has, such as `constructor`, and refuses such requests',
  },
  {
    id: 'average-decides',
    property: 'minimum-decides',
    title: 'judges by the average delay, so that a burst which the queue has absorbed counts as overload',
  },
  {
    id: 'maximum-decides',
    property: 'minimum-decides',
    title: 'judges by the largest delay, so that one slow moment counts as overload',
  },
  { id: 'last-decides', property: 'minimum-decides', title: 'judges by the last delay of the interval' },
  {
    id: 'zero-is-none',
    property: 'minimum-decides',
    title: 'takes a delay of 0 for none, because 0 counts as false, and lets a larger one take its place',
  },
  {
    id: 'minimum-of-zero',
    property: 'minimum-decides',
    title: 'starts each interval with the minimum 0, below which no delay can be',
  },
  {
    id: 'minimum-for-ever',
    property: 'minimum-decides',
    title: 'keeps the smallest delay of all time instead of that of the interval',
  },
  {
    id: 'rises-at-the-target',
    property: 'rises-above-the-target',
    title: 'rises for a delay of exactly `target_ms` (>= where > is meant)',
  },
  {
    id: 'rises-at-once',
    property: 'rises-above-the-target',
    title: 'rises at the first long delay, not at the end of an interval that had only such',
  },
  {
    id: 'never-rises-again',
    property: 'rises-above-the-target',
    title: 'rises only when it was calm before: it stays at level 1 in lasting overload',
  },
  {
    id: 'jumps-to-the-top',
    property: 'one-level-an-interval',
    title: 'goes to the highest level at once',
  },
  {
    id: 'no-highest-level',
    property: 'one-level-an-interval',
    title: 'counts its level on above 3, and takes as long to come back',
  },
  {
    id: 'below-zero',
    property: 'one-level-an-interval',
    title: 'counts its level on below 0, and takes as long to come back',
  },
  {
    id: 'falls-at-once',
    property: 'falls-after-calm',
    title: 'falls after a single calm interval, whatever `calm_intervals` says',
  },
  {
    id: 'falls-to-zero',
    property: 'falls-after-calm',
    title: 'falls to level 0 at once, and lets the whole load back in',
  },
  {
    id: 'falls-one-too-late',
    property: 'falls-after-calm',
    title: 'waits for one calm interval more than `calm_intervals`',
  },
  {
    id: 'calm-count-stays',
    property: 'falls-after-calm',
    title:
      'does not start counting anew when it has fallen, and so falls with each calm interval that follows',
  },
  {
    id: 'overload-keeps-the-count',
    property: 'falls-after-calm',
    title: 'counts calm intervals from before an overloaded one',
  },
  {
    id: 'resume-is-not-calm',
    property: 'falls-after-calm',
    title: 'does not take a delay of exactly `resume_ms` for calm (< where <= is meant)',
  },
  {
    id: 'no-band',
    property: 'band-keeps-the-level',
    title: 'takes everything up to `target_ms` for calm, so that the level swings up and down',
  },
  {
    id: 'band-rises',
    property: 'band-keeps-the-level',
    title: 'rises above `resume_ms` already',
  },
  {
    id: 'band-keeps-the-count',
    property: 'band-keeps-the-level',
    title: 'goes on counting calm intervals after one that was neither calm nor overloaded',
  },
  {
    id: 'band-is-counted',
    property: 'band-keeps-the-level',
    title: 'falls when enough intervals have passed since it last rose or fell, calm or not',
  },
  {
    id: 'empty-is-overload',
    property: 'empty-is-calm',
    title: 'takes an interval without delays for overload: the minimum of nothing is infinite',
  },
  {
    id: 'empty-says-nothing',
    property: 'empty-is-calm',
    title: 'lets an interval without delays pass, so that whoever sheds everything sheds for ever',
  },
  {
    id: 'empty-breaks-the-calm',
    property: 'empty-is-calm',
    title: 'starts counting calm intervals anew after one without delays',
  },
  {
    id: 'empty-repeats',
    property: 'empty-is-calm',
    title: 'judges an interval without delays by those of the one before',
  },
  {
    id: 'judges-one',
    property: 'judges-all-that-passed',
    title: 'judges a single interval after a rest in which several have passed',
  },
  {
    id: 'rest-resets',
    property: 'judges-all-that-passed',
    title: 'falls to level 0 after a rest of more than an interval',
  },
  {
    id: 'drifts',
    property: 'intervals-are-fixed',
    title: 'begins the next interval when it is asked, not when the last one has ended',
  },
  {
    id: 'begins-with-a-delay',
    property: 'intervals-are-fixed',
    title: 'begins an interval with the first delay that comes',
  },
  {
    id: 'clock-intervals',
    property: 'intervals-are-fixed',
    title: 'begins intervals at multiples of `interval_ms` of the clock, not when it was made',
  },
  {
    id: 'end-belongs-to-it',
    property: 'intervals-are-fixed',
    title: 'counts the moment at which an interval ends as part of it (> where >= is meant)',
  },
  {
    id: 'judges-by-delays-only',
    property: 'up-to-date-when-asked',
    title: 'judges only when a delay is recorded, and else tells the level of then',
  },
  {
    id: 'level-is-stale',
    property: 'up-to-date-when-asked',
    title: 'tells its level without judging the intervals that have passed',
  },
  {
    id: 'asking-is-a-delay',
    property: 'up-to-date-when-asked',
    title: 'counts an admitted request as one that did not wait',
  },
  {
    id: 'system-clock',
    property: 'uses-the-given-clock',
    title: 'reads the system clock instead of the one that it was given',
  },
  {
    id: 'shared-level',
    property: 'instances-share-nothing',
    title: 'keeps its level where all shedders share it',
  },
  {
    id: 'default-target',
    property: 'has-the-stated-defaults',
    title: 'has another default for `target_ms`',
  },
  {
    id: 'default-resume',
    property: 'has-the-stated-defaults',
    title: 'has another default for `resume_ms`',
  },
  {
    id: 'default-interval',
    property: 'has-the-stated-defaults',
    title: 'has another default for `interval_ms`',
  },
  {
    id: 'default-calm',
    property: 'has-the-stated-defaults',
    title: 'has another default for `calm_intervals`',
  },
] as const satisfies readonly Misconception[]

export type Wrong = (typeof MISCONCEPTIONS)[number]['id']

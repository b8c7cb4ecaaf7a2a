import type { Misconception } from '../../model.ts'

/** Each entry is a switch of `PhiDetector`. The order decides between two that predict the same. */
export const MISCONCEPTIONS = [
  {
    id: 'suspects-the-unknown',
    property: 'trusts-the-unknown',
    title: 'takes its own creation for a first heartbeat, and suspects who has not said anything yet',
  },
  {
    id: 'unknown-is-unavailable',
    property: 'trusts-the-unknown',
    title: 'calls unavailable who has not sent a heartbeat yet',
  },
  {
    id: 'no-estimate',
    property: 'starts-from-an-estimate',
    title:
      'has phi 0 until a second heartbeat comes, so that one who dies after the first is never suspected',
  },
  {
    id: 'estimate-without-spread',
    property: 'starts-from-an-estimate',
    title: 'begins with one interval of first_interval_ms, instead of two that lie a quarter around it',
  },
  {
    id: 'estimate-is-replaced',
    property: 'starts-from-an-estimate',
    title: 'forgets the estimate at the second heartbeat, and trusts a single interval',
  },
  {
    id: 'first-interval-from-zero',
    property: 'starts-from-an-estimate',
    title: 'records the time from 0 to the first heartbeat as an interval',
  },
  {
    id: 'first-interval-from-creation',
    property: 'starts-from-an-estimate',
    title: 'records the time from its creation to the first heartbeat as an interval',
  },
  {
    id: 'exponential',
    property: 'phi-is-the-formula',
    title: 'assumes an exponential distribution, as Cassandra does: phi is elapsed / mean / ln 10',
  },
  {
    id: 'exact-normal',
    property: 'phi-is-the-formula',
    title: 'uses the normal distribution itself instead of the logistic approximation that is asked for',
  },
  {
    id: 'natural-logarithm',
    property: 'phi-is-the-formula',
    title: 'takes the natural logarithm where the decimal one is meant',
  },
  {
    id: 'one-minus-rounded',
    property: 'phi-is-the-formula',
    title: 'computes 1 - F in floating point, where nothing is left of it above a phi of 15 or so',
  },
  {
    id: 'never-early',
    property: 'phi-is-the-formula',
    title: 'reckons a silence shorter than the mean as one of just the mean, so that phi is never below 0.3',
  },
  {
    id: 'sample-deviation',
    property: 'phi-is-the-formula',
    title: 'divides the squares by n - 1 instead of n',
  },
  {
    id: 'variance-for-deviation',
    property: 'phi-is-the-formula',
    title: 'uses the variance where the standard deviation, its root, is meant',
  },
  {
    id: 'reading-is-a-heartbeat',
    property: 'rises-with-silence',
    title: 'starts to count anew when phi is read',
  },
  {
    id: 'phi-of-the-first-look',
    property: 'rises-with-silence',
    title: 'tells the same phi until the next heartbeat, however long that takes',
  },
  {
    id: 'silence-is-an-interval',
    property: 'rises-with-silence',
    title: 'counts the silence that still lasts as an interval, so that mean and deviation grow with it',
  },
  {
    id: 'zero-interval-ignored',
    property: 'learns-every-interval',
    title: 'does not record an interval of 0, because 0 counts as false',
  },
  {
    id: 'time-zero-is-never',
    property: 'learns-every-interval',
    title: 'takes a heartbeat at time 0 for none, because 0 counts as false',
  },
  {
    id: 'window-without-limit',
    property: 'keeps-a-window',
    title: 'never forgets an interval',
  },
  {
    id: 'window-one-too-many',
    property: 'keeps-a-window',
    title: 'keeps one interval more than window_size',
  },
  {
    id: 'window-ignores-new',
    property: 'keeps-a-window',
    title: 'takes no further interval in when the window is full',
  },
  {
    id: 'window-cleared-when-full',
    property: 'keeps-a-window',
    title: 'empties the window when it is full, instead of dropping the oldest interval',
  },
  {
    id: 'estimate-stays-for-ever',
    property: 'keeps-a-window',
    title: 'keeps the two estimated intervals for ever, and drops only real ones',
  },
  {
    id: 'no-least-deviation',
    property: 'deviation-has-a-least',
    title: 'does not use min_std_deviation_ms, so that a sender as regular as clockwork is suspected at once',
  },
  {
    id: 'least-deviation-is-fixed',
    property: 'deviation-has-a-least',
    title: 'always takes min_std_deviation_ms for the standard deviation',
  },
  {
    id: 'least-deviation-is-added',
    property: 'deviation-has-a-least',
    title: 'adds min_std_deviation_ms to the standard deviation instead of taking the larger of both',
  },
  {
    id: 'pause-ignored',
    property: 'accepts-a-pause',
    title: 'does not use acceptable_pause_ms',
  },
  {
    id: 'pause-for-mean',
    property: 'accepts-a-pause',
    title: 'takes the larger of mean and acceptable_pause_ms instead of their sum',
  },
  {
    id: 'pause-widens',
    property: 'accepts-a-pause',
    title: 'adds acceptable_pause_ms to the deviation instead of the mean',
  },
  {
    id: 'threshold-is-fixed',
    property: 'suspects-at-the-threshold',
    title: 'compares phi with 8 whatever the threshold is',
  },
  {
    id: 'records-outages',
    property: 'leaves-outages-out',
    title: 'records the interval that an outage lasted, so that the next one is noticed much later',
  },
  {
    id: 'outage-clears-history',
    property: 'leaves-outages-out',
    title: 'forgets all intervals when somebody returns from an outage',
  },
  {
    id: 'ignores-the-return',
    property: 'a-heartbeat-clears',
    title: 'ignores the heartbeat that ends an outage, and counts on from the one before',
  },
  {
    id: 'stays-suspected',
    property: 'a-heartbeat-clears',
    title: 'never calls available again whom it has suspected once',
  },
  {
    id: 'system-clock',
    property: 'uses-the-given-clock',
    title: 'reads the system clock instead of the one that it was given',
  },
  {
    id: 'shared-history',
    property: 'instances-share-nothing',
    title: 'keeps its intervals where all detectors share them',
  },
  {
    id: 'default-threshold',
    property: 'has-the-stated-defaults',
    title: 'has another default threshold',
  },
  {
    id: 'default-deviation',
    property: 'has-the-stated-defaults',
    title: 'has another default for min_std_deviation_ms',
  },
  {
    id: 'default-first-interval',
    property: 'has-the-stated-defaults',
    title: 'has another default for first_interval_ms',
  },
  {
    id: 'default-window',
    property: 'has-the-stated-defaults',
    title: 'keeps fewer intervals by default',
  },
  {
    id: 'default-pause',
    property: 'has-the-stated-defaults',
    title: 'accepts a pause by default',
  },
] as const satisfies readonly Misconception[]

export type Wrong = (typeof MISCONCEPTIONS)[number]['id']

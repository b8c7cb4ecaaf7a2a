import type { Misconception } from '../../model.ts'

/** Each entry is a switch of `OutlierDetector`. The order decides between two that predict the same. */
export const MISCONCEPTIONS = [
  {
    id: 'one-error-late',
    property: 'ejects-after-errors-in-a-row',
    title: 'ejects one error too late (> where >= is meant)',
  },
  {
    id: 'one-count-for-all',
    property: 'ejects-after-errors-in-a-row',
    title: 'counts the errors of all hosts together, and ejects whichever fails last',
  },
  {
    id: 'success-resets-nothing',
    property: 'success-resets',
    title: 'counts all errors, not those in a row: a success does not reset the count',
  },
  {
    id: 'success-takes-one',
    property: 'success-resets',
    title: 'takes one error off at a success instead of resetting the count',
  },
  {
    id: 'returns-one-late',
    property: 'returns-when-its-time-is-over',
    title: 'keeps a host out at the very moment at which its time is over',
  },
  {
    id: 'never-returns',
    property: 'returns-when-its-time-is-over',
    title: 'never brings a host back',
  },
  {
    id: 'returns-with-count',
    property: 'returns-when-its-time-is-over',
    title: 'keeps the count of errors over an ejection, so that one error after the return ejects again',
  },
  {
    id: 'time-zero-is-never',
    property: 'returns-when-its-time-is-over',
    title: 'takes a host that was ejected at time 0 for one that was not, because 0 counts as false',
  },
  {
    id: 'tells-the-whole-time',
    property: 'returns-when-its-time-is-over',
    title: 'tells how long the whole ejection is, not what is left of it',
  },
  {
    id: 'zero-for-in-service',
    property: 'returns-when-its-time-is-over',
    title: 'tells 0 for a host that is not ejected, instead of nothing',
  },
  {
    id: 'always-the-base',
    property: 'longer-each-time',
    title: 'ejects for base_ejection_ms every time',
  },
  {
    id: 'doubles',
    property: 'longer-each-time',
    title: 'doubles the time with each ejection instead of adding base_ejection_ms',
  },
  {
    id: 'no-longest',
    property: 'longer-each-time',
    title: 'ejects for longer than max_ejection_ms',
  },
  {
    id: 'counts-ejections-of-all',
    property: 'longer-each-time',
    title: 'multiplies by the ejections of all hosts together',
  },
  {
    id: 'never-forgives',
    property: 'forgives-with-time',
    title: 'never forgets an ejection, so that a host pays for one of long ago',
  },
  {
    id: 'forgives-all-at-once',
    property: 'forgives-with-time',
    title: 'forgets all ejections after one base_ejection_ms in service',
  },
  {
    id: 'forgives-on-success',
    property: 'forgives-with-time',
    title: 'forgets all ejections at the first success',
  },
  {
    id: 'success-forgives-one',
    property: 'forgives-with-time',
    title: 'forgets an ejection at each success',
  },
  {
    id: 'forgiving-rounds-up',
    property: 'forgives-with-time',
    title: 'forgets an ejection for a part of base_ejection_ms, too',
  },
  {
    id: 'no-limit',
    property: 'ejects-no-more-than-allowed',
    title: 'ejects any number of hosts',
  },
  {
    id: 'limit-looks-before',
    property: 'ejects-no-more-than-allowed',
    title: 'compares the share of hosts that are out before the ejection, and so goes beyond the limit',
  },
  {
    id: 'limit-is-strict',
    property: 'ejects-no-more-than-allowed',
    title: 'does not eject when that reaches the limit exactly (< where <= is meant)',
  },
  {
    id: 'limit-is-rounded',
    property: 'ejects-no-more-than-allowed',
    title: 'rounds the number of hosts that may be out, up from a half',
  },
  {
    id: 'limit-of-those-in-service',
    property: 'ejects-no-more-than-allowed',
    title: 'takes max_ejection_percent of the hosts that are in service instead of all',
  },
  {
    id: 'not-even-one',
    property: 'ejects-no-more-than-allowed',
    title: 'ejects nobody when one host is more than the limit, so that in a small cluster it does nothing',
  },
  {
    id: 'returned-take-room',
    property: 'ejects-no-more-than-allowed',
    title: 'counts hosts as ejected that are back',
  },
  {
    id: 'removed-take-room',
    property: 'ejects-no-more-than-allowed',
    title: 'counts hosts as ejected that were removed while they were out',
  },
  {
    id: 'no-room-resets-count',
    property: 'waits-for-room',
    title: 'resets the count of a host that it may not eject',
  },
  {
    id: 'only-at-the-very-count',
    property: 'waits-for-room',
    title:
      'ejects only at exactly consecutive_errors, so that a host for which there was no room is never ejected',
  },
  {
    id: 'errors-count-while-out',
    property: 'ignores-reports-while-out',
    title: 'counts errors of requests that were still under way when the host was ejected',
  },
  {
    id: 'errors-extend-ejection',
    property: 'ignores-reports-while-out',
    title: 'ejects anew at errors of requests that were still under way',
  },
  {
    id: 'success-ends-ejection',
    property: 'ignores-reports-while-out',
    title: 'brings a host back at a success of a request that was still under way',
  },
  {
    id: 'no-panic',
    property: 'panics-when-too-few',
    title: 'has no panic: it sends everything to the few hosts that are left, or to none',
  },
  {
    id: 'panic-only-when-none',
    property: 'panics-when-too-few',
    title: 'panics only when no host is left',
  },
  {
    id: 'panic-at-the-threshold',
    property: 'panics-when-too-few',
    title: 'panics when just as many hosts are left as the threshold says (<= where < is meant)',
  },
  {
    id: 'panic-counts-the-ejected',
    property: 'panics-when-too-few',
    title: 'panics when panic_threshold_percent of the hosts are ejected',
  },
  {
    id: 'panic-ends-ejections',
    property: 'panics-when-too-few',
    title: 'ends all ejections when it panics, instead of looking past them',
  },
  {
    id: 'adding-again-resets',
    property: 'knows-its-hosts',
    title: 'forgets everything of a host that is added once more, as every refresh of a host list does',
  },
  {
    id: 'removal-keeps-history',
    property: 'knows-its-hosts',
    title: 'remembers errors and ejections of a host that was removed',
  },
  {
    id: 'unknown-is-added',
    property: 'knows-its-hosts',
    title: 'adds a host that it does not know when a report about it comes',
  },
  {
    id: 'unsorted',
    property: 'knows-its-hosts',
    title: 'lists the hosts in the order in which they were added',
  },
  {
    id: 'system-clock',
    property: 'uses-the-given-clock',
    title: 'reads the system clock instead of the one that it was given',
  },
  {
    id: 'shared-hosts',
    property: 'instances-share-nothing',
    title: 'keeps its hosts where all detectors share them',
  },
  {
    id: 'default-errors',
    property: 'has-the-stated-defaults',
    title: 'has another default for consecutive_errors',
  },
  {
    id: 'default-base',
    property: 'has-the-stated-defaults',
    title: 'has another default for base_ejection_ms',
  },
  {
    id: 'default-longest',
    property: 'has-the-stated-defaults',
    title: 'has another default for max_ejection_ms',
  },
  {
    id: 'default-percent',
    property: 'has-the-stated-defaults',
    title: 'has another default for max_ejection_percent',
  },
  {
    id: 'default-panic',
    property: 'has-the-stated-defaults',
    title: 'has another default for panic_threshold_percent',
  },
] as const satisfies readonly Misconception[]

export type Wrong = (typeof MISCONCEPTIONS)[number]['id']

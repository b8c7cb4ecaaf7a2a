import type { Misconception } from '../../model.ts'

/**
 * The bank: each entry is a switch of `Simulation` and predicts every answer of a program that has
 * just this fault. The order decides between two that predict the same, so the likelier comes first.
 */
export const MISCONCEPTIONS = [
  {
    id: 'opens-one-late',
    property: 'opens-after-threshold',
    title: 'opens one failure too late: after failure_threshold + 1 failures in a row',
  },
  {
    id: 'opens-one-early',
    property: 'opens-after-threshold',
    title: 'opens one failure too early: after failure_threshold - 1 failures in a row',
  },
  { id: 'never-opens', property: 'opens-after-threshold', title: 'never opens' },
  {
    id: 'misses-async-failures',
    property: 'opens-after-threshold',
    title: 'does not wait for the promise of fn, so it takes a rejected promise for a success',
  },
  {
    id: 'misses-immediate-failures',
    property: 'opens-after-threshold',
    title: 'does not count an error that fn raises at once, before it returns a promise',
  },
  {
    id: 'inner-rejection-missed',
    property: 'opens-after-threshold',
    title: 'does not count an error of fn that is itself a CircuitOpenError, from a breaker within',
  },
  {
    id: 'some-errors-only',
    property: 'opens-after-threshold',
    title: 'counts only errors of some types as failures',
  },
  {
    id: 'counts-by-type',
    property: 'opens-after-threshold',
    title: 'counts the failures of each type of error apart',
  },
  {
    id: 'falsy-error-missed',
    property: 'opens-after-threshold',
    title: 'takes it for a success when fn throws undefined or another falsy value',
  },
  {
    id: 'error-value-fails',
    property: 'passes-results-through',
    title: 'takes it for a failure when fn returns an error object',
  },
  {
    id: 'falsy-value-fails',
    property: 'passes-results-through',
    title: 'takes a value such as 0, false or nothing for a failure',
  },
  {
    id: 'success-keeps-count',
    property: 'success-resets-count',
    title: 'does not reset the count of failures when a call succeeds',
  },
  {
    id: 'success-takes-one-off',
    property: 'success-resets-count',
    title: 'takes one off the count of failures when a call succeeds, instead of starting again',
  },
  { id: 'open-still-calls', property: 'open-fails-fast', title: 'runs fn although it is open' },
  {
    id: 'timeout-too-short',
    property: 'open-fails-fast',
    title: 'divides reset_timeout_ms by 1000: it waits a thousand times too short',
  },
  {
    id: 'time-zero-is-past',
    property: 'open-fails-fast',
    title: 'does not reject when it opened at time 0, because 0 counts as false',
  },
  {
    id: 'time-minus-one-is-past',
    property: 'open-fails-fast',
    title: 'does not reject when it opened at time -1, which it takes for "never opened"',
  },
  {
    id: 'timeout-ignored',
    property: 'open-fails-fast',
    title: 'ignores reset_timeout_ms: the first call after it opened is a trial at once',
  },
  {
    id: 'boundary-exclusive',
    property: 'trial-at-reset-timeout',
    title: 'waits longer than reset_timeout_ms: at exactly that time it still rejects (> where >= is meant)',
  },
  { id: 'never-half-opens', property: 'trial-at-reset-timeout', title: 'stays open for ever' },
  {
    id: 'timeout-in-seconds',
    property: 'trial-at-reset-timeout',
    title: 'takes reset_timeout_ms for seconds: it waits a thousand times too long',
  },
  {
    id: 'time-zero-is-never',
    property: 'trial-at-reset-timeout',
    title: 'takes a failure at time 0 for "never failed", because 0 counts as false',
  },
  {
    id: 'time-minus-one-is-never',
    property: 'trial-at-reset-timeout',
    title: 'takes a failure at time -1 for "never failed"',
  },
  {
    id: 'timeout-from-first-failure',
    property: 'trial-at-reset-timeout',
    title: 'starts the reset timeout at the first failure of the row instead of the last',
  },
  {
    id: 'timeout-from-admission',
    property: 'trial-at-reset-timeout',
    title: 'starts the reset timeout when the failing call began instead of when it failed',
  },
  {
    id: 'rejection-extends-open',
    property: 'rejections-change-nothing',
    title: 'starts the reset timeout anew at every rejected call',
  },
  {
    id: 'rejection-reopens',
    property: 'rejections-change-nothing',
    title: 'counts a rejection while half-open as a failed trial',
  },
  {
    id: 'rejection-clears-successes',
    property: 'rejections-change-nothing',
    title: 'forgets the successful trials so far when it rejects a call while half-open',
  },
  {
    id: 'one-trial-too-many',
    property: 'limits-trials',
    title: 'lets one trial too many through: half_open_max_calls + 1 (> where >= is meant)',
  },
  {
    id: 'same-turn-trials',
    property: 'limits-trials',
    title:
      'awaits between counting the trials and taking a place, so calls that begin together all become trials',
  },
  {
    id: 'no-trial-limit',
    property: 'limits-trials',
    title: 'lets every call through while half-open',
  },
  {
    id: 'one-trial-only',
    property: 'limits-trials',
    title: 'ignores half_open_max_calls: never more than one trial is in flight',
  },
  {
    id: 'slot-leaks-on-success',
    property: 'limits-trials',
    title: 'does not free the place of a trial that succeeded, so later trials are rejected for ever',
  },
  {
    id: 'slot-leaks-on-error',
    property: 'limits-trials',
    title: 'does not free the place of a trial that failed, so the next half-open period has none left',
  },
  {
    id: 'closes-on-first-success',
    property: 'closes-after-successes',
    title: 'closes on the first successful trial, whatever success_threshold says',
  },
  {
    id: 'closes-one-late',
    property: 'closes-after-successes',
    title: 'closes one successful trial too late: after success_threshold + 1',
  },
  {
    id: 'failures-kept-after-closing',
    property: 'closes-after-successes',
    title: 'keeps its old count of failures when it closes, so the next failure opens it at once',
  },
  {
    id: 'successes-capped-by-trials',
    property: 'closes-after-successes',
    title: 'closes after half_open_max_calls successful trials when success_threshold is higher',
  },
  {
    id: 'successes-kept-after-reopening',
    property: 'closes-after-successes',
    title: 'keeps its count of successful trials from an earlier half-open period',
  },
  {
    id: 'failed-trial-closes',
    property: 'failed-trial-reopens',
    title: 'closes when a trial ends, also when the trial failed',
  },
  {
    id: 'failed-trial-keeps-timer',
    property: 'failed-trial-reopens',
    title: 'does not restart the reset timeout when a trial fails, so the next call is a trial at once',
  },
  {
    id: 'failed-trial-needs-threshold',
    property: 'failed-trial-reopens',
    title: 'opens again only after failure_threshold failed trials instead of one',
  },
  {
    id: 'failed-trial-just-counts',
    property: 'failed-trial-reopens',
    title:
      'counts a failed trial like any failure: it does not open again at once, and the place stays taken',
  },
  {
    id: 'timer-starts-once',
    property: 'failed-trial-reopens',
    title: 'starts the reset timeout only the first time it opens',
  },
  {
    id: 'skips-half-open',
    property: 'failed-trial-reopens',
    title: 'closes when the reset timeout is over, without a trial, so one failure does not open it again',
  },
  {
    id: 'late-results-count',
    property: 'late-results-ignored',
    title: 'counts the result of a call that was let through before the state changed',
  },
  {
    id: 'late-failures-count',
    property: 'late-results-ignored',
    title: 'counts the failure of a call that was let through before the state changed',
  },
  {
    id: 'late-successes-count',
    property: 'late-results-ignored',
    title: 'counts the success of a call that was let through before the state changed',
  },
  {
    id: 'late-results-of-trials-count',
    property: 'late-results-ignored',
    title: 'counts a trial of an earlier half-open period as one of the present period',
  },
  {
    id: 'late-failure-restarts-timeout',
    property: 'late-results-ignored',
    title: 'starts the reset timeout anew when a call that was let through earlier fails while it is open',
  },
  {
    id: 'late-result-frees-place',
    property: 'late-results-ignored',
    title: 'frees the place of a new trial when a call of an earlier period ends',
  },
  {
    id: 'waits-for-others',
    property: 'calls-run-side-by-side',
    title: 'makes a call wait for another that is still running (a lock is held while fn runs)',
  },
  {
    id: 'waits-to-be-admitted',
    property: 'calls-run-side-by-side',
    title:
      'makes a call wait for another that is still running (a lock is held while fn runs), also when it should be rejected',
  },
  {
    id: 'shared-state',
    property: 'instances-share-nothing',
    title: 'keeps its state where all breakers share it',
  },
  {
    id: 'shared-failures',
    property: 'instances-share-nothing',
    title: 'keeps its count of failures where all breakers share it',
  },
  {
    id: 'shared-trials',
    property: 'instances-share-nothing',
    title: 'keeps its count of trials in flight where all breakers share it',
  },
  {
    id: 'shared-successes',
    property: 'instances-share-nothing',
    title: 'keeps its count of successful trials where all breakers share it',
  },
  {
    id: 'shared-timer',
    property: 'instances-share-nothing',
    title: 'keeps the time at which it opened where all breakers share it',
  },
  {
    id: 'half-open-reads-open',
    property: 'state-is-true',
    title: 'says that it is open while it is half-open',
  },
  {
    id: 'reading-state-changes-it',
    property: 'state-is-true',
    title: 'becomes closed when its state is read after the reset timeout',
  },
  {
    id: 'reading-half-open-closes',
    property: 'state-is-true',
    title: 'becomes closed when its state is read while half-open',
  },
  {
    id: 'reading-frees-trials',
    property: 'state-is-true',
    title: 'frees the places of the trials in flight when its state is read',
  },
  {
    id: 'ignores-given-clock',
    property: 'uses-the-given-clock',
    title: 'reads the system clock instead of the clock it was given',
  },
  {
    id: 'default-failure-threshold',
    property: 'has-the-stated-defaults',
    title: 'has a default for failure_threshold that is too low',
  },
  {
    id: 'default-failure-threshold-high',
    property: 'has-the-stated-defaults',
    title: 'has a default for failure_threshold that is too high',
  },
  {
    id: 'default-reset-timeout-long',
    property: 'has-the-stated-defaults',
    title: 'has a default for reset_timeout_ms that is too long',
  },
  {
    id: 'default-reset-timeout',
    property: 'has-the-stated-defaults',
    title: 'has a default for reset_timeout_ms that is too short',
  },
] as const satisfies readonly Misconception[]

export type Wrong = (typeof MISCONCEPTIONS)[number]['id']

import type { Misconception } from '../../model.ts'

/** Each entry is a switch of `Hedger`. The order decides between two that predict the same. */
export const MISCONCEPTIONS = [
  {
    id: 'one-call-at-a-time',
    property: 'sends-the-first-at-once',
    title: 'holds its lock for the whole of a call, so that other calls wait for it',
  },
  {
    id: 'first-attempt-needs-budget',
    property: 'sends-the-first-at-once',
    title: 'does not send even the first attempt when the budget is empty, and lets the call wait for ever',
  },
  { id: 'numbers-from-zero', property: 'numbers-attempts', title: 'numbers attempts from 0' },
  {
    id: 'never-tells-the-number',
    property: 'numbers-attempts',
    title: 'gives every attempt of a call the number 1',
  },
  { id: 'never-hedges', property: 'hedges-after-the-delay', title: 'never sends a hedge after the delay' },
  {
    id: 'delay-in-seconds',
    property: 'hedges-after-the-delay',
    title: 'sends hedges a thousand times too early: it takes milliseconds for seconds',
  },
  {
    id: 'one-hedge-only',
    property: 'hedges-after-the-delay',
    title: 'waits for the delay only once, so that a call has one hedge at most unless attempts fail',
  },
  {
    id: 'all-hedges-at-once',
    property: 'hedges-after-the-delay',
    title: 'sends all hedges together when the delay is over',
  },
  {
    id: 'delay-doubles',
    property: 'hedges-after-the-delay',
    title: 'doubles the delay from each attempt to the next',
  },
  {
    id: 'abandons-the-slow-one',
    property: 'hedges-after-the-delay',
    title: 'gives the slow attempt up when it sends the next: a timeout with a retry instead of a hedge',
  },
  {
    id: 'limit-counts-hedges',
    property: 'never-above-max-attempts',
    title: 'sends one attempt more than `max_attempts`: it counts the hedges alone',
  },
  {
    id: 'failures-make-room',
    property: 'never-above-max-attempts',
    title: 'counts only the attempts in flight, so that one that has failed may be sent again and again',
  },
  {
    id: 'waits-for-the-losers',
    property: 'first-answer-wins',
    title: 'has the first answer, and waits until all attempts have ended before it gives it',
  },
  {
    id: 'only-the-first-counts',
    property: 'first-answer-wins',
    title: 'sends hedges, and gives no answer before the first attempt has ended',
  },
  {
    id: 'nothing-is-no-answer',
    property: 'first-answer-wins',
    title: 'takes an answer that is nothing for none, and waits on',
  },
  {
    id: 'falsy-is-no-answer',
    property: 'first-answer-wins',
    title: 'takes 0, false, an empty text or nothing for no answer, and waits on',
  },
  {
    id: 'remembers-an-error',
    property: 'first-answer-wins',
    title: 'fails with the error of an earlier attempt although another has succeeded since',
  },
  {
    id: 'hedges-when-over',
    property: 'over-is-over',
    title: 'lets its timer run on when a call is over, and sends a hedge for it',
  },
  {
    id: 'late-failures-start-attempts',
    property: 'over-is-over',
    title: 'sends the next attempt when one fails whose call is over',
  },
  { id: 'never-cancels', property: 'cancels-the-rest', title: 'never calls off what it no longer needs' },
  {
    id: 'cancels-the-answered',
    property: 'cancels-the-rest',
    title: 'calls off all attempts that it sent, also those that have answered or failed',
  },
  {
    id: 'cancels-the-failed',
    property: 'cancels-the-rest',
    title: 'calls off all attempts but the one that answered, also those that have failed',
  },
  {
    id: 'cancels-the-first-alone',
    property: 'cancels-the-rest',
    title: 'calls off only the first attempt of a call, and lets its hedges go on',
  },
  {
    id: 'cancels-older-ones-alone',
    property: 'cancels-the-rest',
    title: 'calls off only attempts that were sent before the one that answered',
  },
  {
    id: 'failure-waits-for-the-delay',
    property: 'a-failure-starts-the-next',
    title: 'waits for the delay to be over although an attempt has failed',
  },
  {
    id: 'failure-waits-for-the-others',
    property: 'a-failure-starts-the-next',
    title: 'sends the next attempt after a failure only when no other is in flight',
  },
  {
    id: 'old-timer-stays',
    property: 'a-failure-starts-the-next',
    title: 'leaves the old timer running beside the new one when a failure has started an attempt',
  },
  {
    id: 'delay-of-the-older-attempt',
    property: 'a-failure-starts-the-next',
    title: 'counts the delay from the last time that it was over, not from an attempt that a failure started',
  },
  {
    id: 'first-error-wins',
    property: 'errors-wait-for-the-others',
    title: 'fails with the first error, whatever else is in flight or may still be sent',
  },
  {
    id: 'fails-with-the-last-in-flight',
    property: 'errors-wait-for-the-others',
    title: 'fails as soon as no attempt is in flight, though it may send more',
  },
  {
    id: 'first-error-surfaces',
    property: 'errors-wait-for-the-others',
    title: 'fails with the error of the attempt that failed first',
  },
  {
    id: 'never-fails',
    property: 'errors-wait-for-the-others',
    title: 'never comes back when all its attempts have failed',
  },
  {
    id: 'permanent-starts-the-next',
    property: 'permanent-errors-end-the-call',
    title: 'takes a PermanentError for an error like any other',
  },
  {
    id: 'permanent-waits-for-the-others',
    property: 'permanent-errors-end-the-call',
    title: 'sends nothing more after a PermanentError, but waits for what is in flight',
  },
  {
    id: 'permanent-cancels-nothing',
    property: 'permanent-errors-end-the-call',
    title: 'calls nothing off when a PermanentError ends a call',
  },
  {
    id: 'permanent-leaves-the-timer',
    property: 'permanent-errors-end-the-call',
    title: 'leaves the timer of a call running when a PermanentError ends it, and sends a hedge',
  },
  { id: 'no-budget', property: 'a-hedge-costs-one', title: 'sends hedges without asking the budget' },
  {
    id: 'failures-are-free',
    property: 'a-hedge-costs-one',
    title: 'takes nothing from the budget for an attempt that a failure starts',
  },
  {
    id: 'first-attempt-costs',
    property: 'a-hedge-costs-one',
    title: 'takes one from the budget for the first attempt, too',
  },
  {
    id: 'pays-when-it-plans',
    property: 'a-hedge-costs-one',
    title: 'takes one from the budget when it sets the timer, whether a hedge is sent in the end or not',
  },
  {
    id: 'pays-without-sending',
    property: 'a-hedge-costs-one',
    title: 'takes one from the budget after the last attempt that it may send, for none',
  },
  {
    id: 'needs-more-than-one',
    property: 'a-hedge-costs-one',
    title: 'wants more than one whole hedge in the budget (> where >= is meant)',
  },
  {
    id: 'a-fraction-is-enough',
    property: 'a-hedge-costs-one',
    title: 'sends a hedge when the budget holds only a fraction of one, so that the budget falls below zero',
  },
  {
    id: 'refunds-the-useless',
    property: 'a-hedge-costs-one',
    title: 'gives what a hedge cost back when the first attempt answers after all',
  },
  {
    id: 'asks-again',
    property: 'refused-for-good',
    title:
      'asks the budget again for a call that it has refused, when an attempt fails or its timer goes off',
  },
  {
    id: 'asks-every-delay',
    property: 'refused-for-good',
    title: 'asks the budget again and again for a call that it has refused, each time the delay is over',
  },
  {
    id: 'refused-fails',
    property: 'refused-for-good',
    title: 'fails a call after a failed attempt when the budget is empty, whatever is still in flight',
  },
  {
    id: 'budget-starts-empty',
    property: 'calls-fill-the-budget',
    title: 'begins with an empty budget',
  },
  {
    id: 'late-answers-earn',
    property: 'calls-fill-the-budget',
    title: 'adds to the budget once more for an answer that comes too late',
  },
  { id: 'never-refilled', property: 'calls-fill-the-budget', title: 'adds nothing to the budget' },
  { id: 'no-cap', property: 'calls-fill-the-budget', title: 'lets the budget grow without a bound' },
  {
    id: 'hedges-earn',
    property: 'calls-fill-the-budget',
    title: 'adds to the budget for every attempt, hedges included',
  },
  {
    id: 'earns-at-the-end',
    property: 'calls-fill-the-budget',
    title: 'adds to the budget when a call comes back instead of at its beginning',
  },
  {
    id: 'successes-earn',
    property: 'calls-fill-the-budget',
    title: 'adds to the budget when a call succeeds, not for each call',
  },
  {
    id: 'inexact-sum',
    property: 'calls-fill-the-budget',
    title: 'adds fractions in floating point, so that ten tenths are less than one',
  },
  {
    id: 'left-rounds-up',
    property: 'tells-hedges-left',
    title: 'tells the hedges that are left rounded up',
  },
  {
    id: 'left-in-hundredths',
    property: 'tells-hedges-left',
    title: 'tells hundredths of hedges instead of whole ones',
  },
  {
    id: 'system-timers',
    property: 'waits-by-the-given-scheduler',
    title: "waits by the system's timers instead of the scheduler that it was given",
  },
  {
    id: 'shared-budget',
    property: 'instances-share-nothing',
    title: 'keeps its budget where all hedgers share it',
  },
  {
    id: 'default-attempts',
    property: 'has-the-stated-defaults',
    title: 'has another default for max_attempts',
  },
  {
    id: 'default-delay',
    property: 'has-the-stated-defaults',
    title: 'has another default for hedge_delay_ms',
  },
  {
    id: 'default-percent',
    property: 'has-the-stated-defaults',
    title: 'has another default for budget_percent',
  },
  { id: 'default-cap', property: 'has-the-stated-defaults', title: 'has another default for budget_cap' },
] as const satisfies readonly Misconception[]

export type Wrong = (typeof MISCONCEPTIONS)[number]['id']

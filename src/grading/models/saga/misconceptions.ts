import type { Misconception } from '../../model.ts'

/** Each entry is a switch of `Orchestrator` or `Progress`. The order decides between two that predict the same. */
export const MISCONCEPTIONS = [
  {
    id: 'goes-on-after-a-failure',
    property: 'runs-the-steps-in-order',
    title: 'goes on with the next step when one has failed, and only then goes back',
  },
  {
    id: 'acts-before-it-records',
    property: 'records-before-it-acts',
    title:
      'calls a step before it records that it is doing it: after a crash in between nobody knows of the call',
  },
  {
    id: 'records-no-intent',
    property: 'records-before-it-acts',
    title: 'never records that it is about to call a step',
  },
  {
    id: 'records-done-first',
    property: 'records-before-it-acts',
    title: 'records a step as done before it is done',
  },
  {
    id: 'records-no-success',
    property: 'records-before-it-acts',
    title: 'never records that a step is done',
  },
  {
    id: 'ignores-log-failures',
    property: 'stops-when-the-log-fails',
    title: 'goes on when its log cannot be written',
  },
  {
    id: 'done-failure-is-a-step-failure',
    property: 'stops-when-the-log-fails',
    title: 'takes a failure to record "done" for a failure of the step, and calls the step again',
  },
  {
    id: 'log-failure-is-a-refusal',
    property: 'stops-when-the-log-fails',
    title: 'goes back when it cannot record that it begins a step, instead of stopping',
  },
  {
    id: 'compensates-in-order',
    property: 'goes-back-in-reverse-order',
    title: 'compensates the first step first',
  },
  {
    id: 'compensates-only-the-last',
    property: 'goes-back-in-reverse-order',
    title: 'compensates the last completed step only',
  },
  {
    id: 'step-error-escapes',
    property: 'goes-back-in-reverse-order',
    title: 'raises the error of the failed step when it has gone back, instead of telling the outcome',
  },
  {
    id: 'compensates-the-refused',
    property: 'leaves-a-refused-step-alone',
    title: 'compensates also the step that was refused',
  },
  {
    id: 'compensates-all',
    property: 'leaves-a-refused-step-alone',
    title: 'compensates every step of the saga, also those that it never began',
  },
  {
    id: 'refusal-is-unknown',
    property: 'leaves-a-refused-step-alone',
    title: 'takes a refusal for any other failure: it tries again, and compensates what never happened',
  },
  {
    id: 'leaves-the-unknown-alone',
    property: 'undoes-what-may-have-happened',
    title: 'does not compensate a step of which no answer came, though it may have happened',
  },
  {
    id: 'last-attempt-decides',
    property: 'undoes-what-may-have-happened',
    title: 'forgets that an earlier attempt had no answer when a later one is refused',
  },
  {
    id: 'failure-is-refusal',
    property: 'tries-an-unknown-step-again',
    title: 'takes every failure for a refusal: it neither tries again nor compensates the step',
  },
  {
    id: 'one-step-attempt',
    property: 'tries-an-unknown-step-again',
    title: 'goes back at once when a step gives no answer, without another attempt',
  },
  {
    id: 'one-step-attempt-more',
    property: 'tries-an-unknown-step-again',
    title: 'calls a step once more than step_attempts says: it takes attempts for retries',
  },
  {
    id: 'step-attempts-in-all',
    property: 'tries-an-unknown-step-again',
    title: 'counts the attempts of all steps together, instead of for each step',
  },
  {
    id: 'no-decision-entry',
    property: 'records-the-way-back',
    title: 'does not record that it goes back: after a crash it would go forward again',
  },
  {
    id: 'records-the-decision-last',
    property: 'records-the-way-back',
    title: 'records that it goes back only when it has gone back',
  },
  {
    id: 'no-undone-entry',
    property: 'records-the-way-back',
    title: 'does not record what it has compensated',
  },
  {
    id: 'undone-first',
    property: 'records-the-way-back',
    title: 'records a step as undone before it has compensated it',
  },
  {
    id: 'one-compensation-attempt',
    property: 'tries-compensations-again',
    title: 'gives a compensation up when it fails once',
  },
  {
    id: 'one-compensation-more',
    property: 'tries-compensations-again',
    title: 'calls a compensation once more than compensation_attempts says',
  },
  {
    id: 'compensation-attempts-in-all',
    property: 'tries-compensations-again',
    title: 'counts the attempts of all compensations together, instead of for each',
  },
  {
    id: 'refused-compensation-is-done',
    property: 'tries-compensations-again',
    title: 'takes a compensation that was refused for one that is not needed',
  },
  {
    id: 'goes-on-when-stuck',
    property: 'stops-when-stuck',
    title: 'compensates earlier steps although a later one is stuck',
  },
  {
    id: 'stuck-tells-compensated',
    property: 'stops-when-stuck',
    title: 'tells that it has compensated the saga although it is stuck',
  },
  {
    id: 'no-stuck-entry',
    property: 'stops-when-stuck',
    title: 'does not record that it is stuck',
  },
  {
    id: 'compensation-error-escapes',
    property: 'stops-when-stuck',
    title: 'raises the error of a compensation instead of recording that it is stuck',
  },
  {
    id: 'starts-over',
    property: 'resumes-where-the-log-ends',
    title: 'starts from the first step when it resumes',
  },
  {
    id: 'skips-the-step-in-doubt',
    property: 'resumes-where-the-log-ends',
    title: 'takes a step that was begun before the crash for one that is done',
  },
  {
    id: 'goes-back-when-in-doubt',
    property: 'resumes-where-the-log-ends',
    title: 'goes back after a crash instead of calling the step in doubt again',
  },
  {
    id: 'records-doing-again',
    property: 'resumes-where-the-log-ends',
    title: 'records once more that it is doing a step which the log has as begun',
  },
  {
    id: 'splits-at-every-blank',
    property: 'resumes-where-the-log-ends',
    title: 'reads only the first word of a step from the log',
  },
  {
    id: 'forgets-the-doubt',
    property: 'resumes-where-the-log-ends',
    title: 'forgets that the call before the crash may have happened when the step is refused now',
  },
  {
    id: 'forward-after-the-decision',
    property: 'resumes-the-way-back',
    title: 'goes forward again after a crash on the way back',
  },
  {
    id: 'unknown-lost-at-resume',
    property: 'resumes-the-way-back',
    title: 'forgets after a crash that the step without an answer is to be compensated too',
  },
  {
    id: 'undoes-again',
    property: 'resumes-the-way-back',
    title: 'compensates again after a crash what the log has as undone',
  },
  {
    id: 'stuck-counts-as-undone',
    property: 'resumes-the-way-back',
    title: 'passes over a step that was stuck when it resumes',
  },
  {
    id: 'stuck-is-final',
    property: 'resumes-the-way-back',
    title: 'does not try a stuck saga again when it is resumed',
  },
  {
    id: 'remembers-done-steps',
    property: 'sagas-do-not-mix',
    title: 'still has the steps of earlier sagas in its list when it goes back',
  },
  {
    id: 'skips-what-it-remembers',
    property: 'sagas-do-not-mix',
    title: 'takes a step for done that another saga has done',
  },
  {
    id: 'shared-done-steps',
    property: 'sagas-do-not-mix',
    title: 'keeps the list of completed steps where all orchestrators share it',
  },
  {
    id: 'default-step-attempts',
    property: 'has-the-stated-defaults',
    title: 'has another default for step_attempts',
  },
  {
    id: 'default-compensation-attempts',
    property: 'has-the-stated-defaults',
    title: 'has another default for compensation_attempts',
  },
] as const satisfies readonly Misconception[]

export type Wrong = (typeof MISCONCEPTIONS)[number]['id']

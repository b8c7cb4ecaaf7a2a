import type { Misconception } from '../../model.ts'

/** Each entry is a switch of `Coordinator` or `Rounds`. The order decides between two that predict the same. */
export const MISCONCEPTIONS = [
  {
    id: 'asks-sorted',
    property: 'asks-each-in-order',
    title: 'asks the participants in the order of their names instead of the order given',
  },
  {
    id: 'asks-on-after-a-no',
    property: 'asks-each-in-order',
    title: 'goes on asking when the transaction cannot be committed any more',
  },
  {
    id: 'asks-again',
    property: 'asks-each-in-order',
    title: 'asks a participant again when it gives no answer',
  },
  {
    id: 'silence-is-yes',
    property: 'commits-only-on-yes-from-all',
    title: 'takes a participant that gives no answer for one that votes yes',
  },
  {
    id: 'no-is-yes',
    property: 'commits-only-on-yes-from-all',
    title: 'looks only whether prepare fails, not at the vote that it gives',
  },
  {
    id: 'vote-error-escapes',
    property: 'commits-only-on-yes-from-all',
    title: 'raises the error of prepare instead of telling that the transaction is aborted',
  },
  {
    id: 'commits-before-it-records',
    property: 'writes-the-decision-first',
    title: 'tells the participants to commit before the decision is on disk',
  },
  {
    id: 'records-no-decision',
    property: 'writes-the-decision-first',
    title: 'never writes the decision to commit',
  },
  {
    id: 'records-no-participants',
    property: 'writes-the-decision-first',
    title: 'writes the decision without the participants: after a crash nobody knows whom to tell',
  },
  {
    id: 'ignores-record-failures',
    property: 'an-unwritten-decision-is-none',
    title: 'commits although the decision could not be written',
  },
  {
    id: 'record-failure-aborts',
    property: 'an-unwritten-decision-is-none',
    title: 'aborts when writing the decision fails, though it may be on disk',
  },
  {
    id: 'record-failure-aborts-and-raises',
    property: 'an-unwritten-decision-is-none',
    title:
      'tells the participants to abort before it raises the error of record, though the decision may be on disk',
  },
  {
    id: 'one-round',
    property: 'commits-until-acknowledged',
    title: 'tells a participant to commit only once, even when it does not acknowledge',
  },
  {
    id: 'one-round-more',
    property: 'commits-until-acknowledged',
    title: 'makes one round more than commit_rounds: it takes rounds for retries',
  },
  {
    id: 'waits-not',
    property: 'commits-until-acknowledged',
    title: 'does not wait between two rounds',
  },
  {
    id: 'waits-after-every-round',
    property: 'commits-until-acknowledged',
    title: 'waits after the last round too, when there is nothing to wait for',
  },
  {
    id: 'retries-in-place',
    property: 'holds-nobody-up',
    title:
      'tries one participant until it acknowledges before it tells the next, who holds its locks meanwhile',
  },
  {
    id: 'stops-the-round',
    property: 'holds-nobody-up',
    title: 'ends the round at the first participant that does not acknowledge',
  },
  {
    id: 'tells-all-again',
    property: 'holds-nobody-up',
    title: 'tells every participant again in each round, also those that have acknowledged',
  },
  {
    id: 'commit-failure-aborts',
    property: 'never-takes-it-back',
    title: 'tells everybody to abort when a participant does not acknowledge the commit',
  },
  {
    id: 'commit-error-escapes',
    property: 'never-takes-it-back',
    title: 'raises the error of commit when all rounds are over, as if nothing were decided',
  },
  {
    id: 'tells-committed-too-soon',
    property: 'never-takes-it-back',
    title: 'tells committed although participants have not acknowledged',
  },
  {
    id: 'ends-too-soon',
    property: 'ends-when-all-have-acknowledged',
    title: 'writes the end although a participant has not acknowledged: nobody will tell it any more',
  },
  {
    id: 'never-ends',
    property: 'ends-when-all-have-acknowledged',
    title: 'never writes the end, so that every recovery tells all transactions again',
  },
  {
    id: 'end-failure-escapes',
    property: 'ends-when-all-have-acknowledged',
    title: 'raises an error for a transaction that is committed, because the end could not be written',
  },
  {
    id: 'aborts-the-refuser',
    property: 'aborts-those-in-doubt',
    title: 'tells the participant that voted no to abort, too',
  },
  {
    id: 'aborts-everyone',
    property: 'aborts-those-in-doubt',
    title: 'tells participants to abort that were never asked',
  },
  {
    id: 'leaves-the-silent-prepared',
    property: 'aborts-those-in-doubt',
    title: 'does not tell the participant that gave no answer to abort, though it may be prepared',
  },
  {
    id: 'vote-error-escapes-at-once',
    property: 'aborts-those-in-doubt',
    title: 'lets the error of prepare out without telling anybody to abort',
  },
  {
    id: 'tells-no-abort',
    property: 'aborts-those-in-doubt',
    title: 'tells nobody to abort: those that voted yes keep their locks',
  },
  {
    id: 'records-abort',
    property: 'abort-is-presumed',
    title: 'writes the decision to abort, which is presumed anyway',
  },
  {
    id: 'retries-abort',
    property: 'abort-is-presumed',
    title: 'tries an abort again that is not acknowledged',
  },
  {
    id: 'abort-failure-stops',
    property: 'abort-is-presumed',
    title: 'tells no further participant to abort when one does not acknowledge',
  },
  {
    id: 'abort-error-escapes',
    property: 'abort-is-presumed',
    title: 'raises the error of abort instead of telling that the transaction is aborted',
  },
  {
    id: 'read-only-is-no',
    property: 'leaves-read-only-out',
    title: 'takes a vote of read-only for a no',
  },
  {
    id: 'read-only-is-yes',
    property: 'leaves-read-only-out',
    title: 'takes a vote of read-only for a yes, and tells that participant the decision',
  },
  {
    id: 'records-for-nobody',
    property: 'leaves-read-only-out',
    title: 'writes a decision although no participant waits for one',
  },
  {
    id: 'recovers-nothing',
    property: 'recovers-what-was-decided',
    title: 'takes every transaction for aborted after a crash, without a look at its log',
  },
  {
    id: 'recovery-ignores-the-end',
    property: 'recovers-what-was-decided',
    title: 'tells the participants again although the log says that all have acknowledged',
  },
  {
    id: 'recovery-records-again',
    property: 'recovers-what-was-decided',
    title: 'writes the decision once more when it recovers',
  },
  {
    id: 'recovery-never-ends',
    property: 'recovers-what-was-decided',
    title: 'does not write the end when it has recovered a commit',
  },
  {
    id: 'presumes-commit',
    property: 'presumes-abort',
    title: 'takes a transaction without a decision in the log for committed',
  },
  {
    id: 'recovery-records-abort',
    property: 'presumes-abort',
    title: 'writes an abort for a transaction without a decision in the log',
  },
  {
    id: 'remembers-votes',
    property: 'transactions-do-not-mix',
    title: 'still has the votes of earlier transactions, and tells those participants too',
  },
  {
    id: 'shared-votes',
    property: 'transactions-do-not-mix',
    title: 'keeps the votes where all coordinators share them',
  },
  {
    id: 'default-rounds',
    property: 'has-the-stated-defaults',
    title: 'has another default for commit_rounds',
  },
  {
    id: 'default-wait',
    property: 'has-the-stated-defaults',
    title: 'has another default for retry_ms',
  },
] as const satisfies readonly Misconception[]

export type Wrong = (typeof MISCONCEPTIONS)[number]['id']

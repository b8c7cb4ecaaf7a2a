import type { Misconception } from '../../model.ts'

/** Each entry is a switch of `Outbox`, `Store` or `Relay`. The order decides between two that predict the same. */
export const MISCONCEPTIONS = [
  {
    id: 'reads-committed-only',
    property: 'writes-state-and-events-together',
    title: 'hands compute the committed value of a key that the same update has written already',
  },
  {
    id: 'one-event-a-key',
    property: 'writes-state-and-events-together',
    title: 'writes one event for a key that an update writes twice',
  },
  {
    id: 'ignores-unchanged',
    property: 'writes-state-and-events-together',
    title: 'writes no event when the value of a key stays the same',
  },
  {
    id: 'state-only',
    property: 'writes-state-and-events-together',
    title: 'writes the event of the last key only',
  },
  {
    id: 'writes-as-it-goes',
    property: 'a-failed-update-leaves-nothing',
    title: 'writes key after key: when a later one fails, state and events of the earlier ones stay',
  },
  {
    id: 'state-stays',
    property: 'a-failed-update-leaves-nothing',
    title: 'keeps the new state of earlier keys when a later one fails, without their events',
  },
  {
    id: 'events-stay',
    property: 'a-failed-update-leaves-nothing',
    title: 'keeps the events of earlier keys when a later one fails: they tell of what never happened',
  },
  {
    id: 'swallows-the-error',
    property: 'a-failed-update-leaves-nothing',
    title: 'swallows the error of compute: the caller takes the update for done',
  },
  {
    id: 'burns-numbers',
    property: 'numbers-the-events-of-a-key',
    title: 'uses numbers up for an update that fails',
  },
  {
    id: 'numbers-all-keys',
    property: 'numbers-the-events-of-a-key',
    title: 'counts the events of all keys together',
  },
  {
    id: 'reuses-ids',
    property: 'numbers-the-events-of-a-key',
    title: 'gives an id again when the event that had it is sent',
  },
  {
    id: 'publishes-current-state',
    property: 'publishes-what-was-written',
    title: 'publishes the value that the key has now instead of the one that was written with the event',
  },
  {
    id: 'newest-first',
    property: 'publishes-in-commit-order',
    title: 'publishes the newest event first',
  },
  {
    id: 'sorts-by-id',
    property: 'publishes-in-commit-order',
    title: 'publishes in the order of the ids instead of the order of the commits',
  },
  {
    id: 'marks-first',
    property: 'marks-after-publishing',
    title: 'marks an event as sent before it publishes it: one that fails is lost',
  },
  {
    id: 'never-marks',
    property: 'marks-after-publishing',
    title: 'publishes an event again that was published',
  },
  {
    id: 'failure-escapes',
    property: 'marks-after-publishing',
    title: 'raises the error of publish instead of keeping the event and going on',
  },
  {
    id: 'new-id-at-redelivery',
    property: 'marks-after-publishing',
    title: 'gives an event another id when it publishes it again, so that no consumer can recognise it',
  },
  {
    id: 'retries-at-once',
    property: 'marks-after-publishing',
    title: 'publishes a failed event again in the same poll',
  },
  {
    id: 'overtakes',
    property: 'holds-back-the-key-alone',
    title: 'publishes later events of a key whose earlier one has just failed',
  },
  {
    id: 'stops-at-failure',
    property: 'holds-back-the-key-alone',
    title: 'ends the poll at the first failure, so that one key holds up all others',
  },
  {
    id: 'held-back-count',
    property: 'batch-limits-the-calls',
    title: 'takes the first events as the batch, also those that are held back: others starve behind them',
  },
  {
    id: 'only-successes-count',
    property: 'batch-limits-the-calls',
    title: 'does not count calls of publish that fail',
  },
  {
    id: 'ignores-the-batch',
    property: 'batch-limits-the-calls',
    title: 'publishes everything in one poll',
  },
  {
    id: 'tells-the-calls',
    property: 'batch-limits-the-calls',
    title: 'tells how often it called publish instead of how many events were published',
  },
  {
    id: 'parks-one-late',
    property: 'parks-what-fails',
    title: 'parks an event one failure too late (> where >= is meant)',
  },
  {
    id: 'parks-at-once',
    property: 'parks-what-fails',
    title: 'parks an event at its first failure',
  },
  {
    id: 'counts-by-key',
    property: 'parks-what-fails',
    title: 'counts the failures of a key instead of those of an event',
  },
  {
    id: 'retries-the-rejected',
    property: 'parks-what-fails',
    title: 'takes a rejected message for any other failure and tries it again',
  },
  {
    id: 'drops-the-parked',
    property: 'parks-what-fails',
    title: 'throws an event away when its attempts are used up',
  },
  {
    id: 'lists-by-parking',
    property: 'parks-what-fails',
    title: 'lists parked events in the order in which they were parked',
  },
  {
    id: 'parked-holds-back',
    property: 'parked-holds-nothing-back',
    title: 'holds back the events of a key for as long as one of them is parked',
  },
  {
    id: 'parked-holds-this-poll',
    property: 'parked-holds-nothing-back',
    title: 'holds back the key of an event for the rest of the poll that parks it',
  },
  {
    id: 'parked-is-pending',
    property: 'parked-holds-nothing-back',
    title: 'still lists a parked event as pending',
  },
  {
    id: 'releases-to-the-end',
    property: 'release-brings-it-back',
    title: 'puts a released event behind all others instead of in its place',
  },
  {
    id: 'release-keeps-attempts',
    property: 'release-brings-it-back',
    title: 'does not give a released event new attempts',
  },
  {
    id: 'release-always-true',
    property: 'release-brings-it-back',
    title: 'tells that it has released an event that was not parked',
  },
  {
    id: 'shared-store',
    property: 'instances-share-nothing',
    title: 'keeps state and events where all instances share them',
  },
  {
    id: 'default-attempts',
    property: 'has-the-stated-defaults',
    title: 'has another default for max_attempts',
  },
] as const satisfies readonly Misconception[]

export type Wrong = (typeof MISCONCEPTIONS)[number]['id']

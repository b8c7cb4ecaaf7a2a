import type { Misconception } from '../../model.ts'

/** Switches of `Turn`, `Redrive` and `Queue`: parking, letters and the way back. */
export const OF_LETTERS = [
  {
    id: 'lets-go-first',
    property: 'lets-go-when-parked',
    title: 'takes a message out of the queue before it is parked: when parking fails it is lost',
  },
  {
    id: 'dead-before-parked',
    property: 'lets-go-when-parked',
    title: 'takes a message for dead though it could not be parked',
  },
  {
    id: 'hands-over-what-is-to-be-parked',
    property: 'lets-go-when-parked',
    title: 'hands a message over again when it could not be parked',
  },
  {
    id: 'parks-again-at-once',
    property: 'lets-go-when-parked',
    title: 'makes a message that could not be parked due again at once, without the delay',
  },
  {
    id: 'parks-again-from-its-place',
    property: 'lets-go-when-parked',
    title: 'leaves a message that could not be parked where it is, due as before',
  },
  {
    id: 'parks-in-any-poll',
    property: 'lets-go-when-parked',
    title: 'tries to park in every poll, without the delay',
  },
  {
    id: 'parking-is-an-attempt',
    property: 'lets-go-when-parked',
    title: 'counts a failure to park as an attempt of the message',
  },
  {
    id: 'expires-what-is-to-be-parked',
    property: 'lets-go-when-parked',
    title: 'changes the reason to expired when parking takes long enough',
  },
  {
    id: 'first-is-last',
    property: 'keeps-what-is-known',
    title: 'overwrites the time of the first failure with that of the last',
  },
  {
    id: 'last-is-first',
    property: 'keeps-what-is-known',
    title: 'keeps only the time of the first failure',
  },
  {
    id: 'last-failure-is-not-noted',
    property: 'keeps-what-is-known',
    title: 'does not note the failure with which it gives a message up',
  },
  {
    id: 'notes-the-parking',
    property: 'keeps-what-is-known',
    title: 'gives the time of parking for that of the last failure',
  },
  {
    id: 'notes-the-start',
    property: 'keeps-what-is-known',
    title: 'notes when the attempt began instead of when it failed',
  },
  {
    id: 'lists-by-sending',
    property: 'keeps-what-is-known',
    title: 'lists dead messages in the order of sending instead of that of parking',
  },
  {
    id: 'letter-outlives-the-dead',
    property: 'keeps-what-is-known',
    title: 'still tells the letter of a message that is dead no more',
  },
  {
    id: 'tells-of-the-living',
    property: 'keeps-what-is-known',
    title: 'tells a letter of messages that are not dead',
  },
  {
    id: 'redriven-keeps-attempts',
    property: 'redrives-as-new',
    title: 'does not give a redriven message new attempts, so that one failure sends it straight back',
  },
  {
    id: 'redriven-keeps-reason',
    property: 'redrives-as-new',
    title: 'keeps the reason of a redriven message, so that it is parked again without an attempt',
  },
  {
    id: 'redriven-as-it-was',
    property: 'redrives-as-new',
    title: 'puts a redriven message back as it was, with its attempts, its failures, its age and its reason',
  },
  {
    id: 'redriven-keeps-age',
    property: 'redrives-as-new',
    title: 'counts the age of a redriven message from its sending, so that it expires straight away',
  },
  {
    id: 'redriven-keeps-failures',
    property: 'redrives-as-new',
    title: 'keeps the times of failures from before the redrive',
  },
  {
    id: 'redriven-waits',
    property: 'redrives-as-new',
    title: 'lets a redriven message wait for the delay first',
  },
  {
    id: 'redriven-takes-its-old-place',
    property: 'redrives-as-new',
    title: 'puts a redriven message before all that were sent after it',
  },
  {
    id: 'redriven-is-sent-anew',
    property: 'redrives-as-new',
    title: 'replaces the time of sending by that of the redrive',
  },
  {
    id: 'redrive-is-always-true',
    property: 'redrives-as-new',
    title: 'tells that it has redriven a message that is not dead',
  },
  {
    id: 'unparks-the-unknown',
    property: 'redrives-as-new',
    title: 'calls unpark for a message that is not dead',
  },
  {
    id: 'queues-before-unpark',
    property: 'redrive-loses-nothing',
    title:
      'puts a message into the queue before unpark has returned: when that fails, it is there and dead as well',
  },
  {
    id: 'forgets-before-unpark',
    property: 'redrive-loses-nothing',
    title: 'forgets a dead message before unpark has returned: when that fails, it is lost',
  },
  {
    id: 'swallows-the-error',
    property: 'redrive-loses-nothing',
    title: 'swallows the error of unpark',
  },
  {
    id: 'all-empties-first',
    property: 'redrive-loses-nothing',
    title: 'empties the dead letters before it redrives them: after a failure the rest is lost',
  },
  {
    id: 'all-buries-at-the-end',
    property: 'redrive-loses-nothing',
    title:
      'clears the dead letters only when all are redriven: after a failure some are in the queue and dead',
  },
  {
    id: 'all-goes-on',
    property: 'redrive-loses-nothing',
    title: 'goes on with the next when one cannot be redriven, and tells nobody',
  },
  {
    id: 'all-tries-all',
    property: 'redrive-loses-nothing',
    title: 'goes on with the next when one cannot be redriven, and raises the error at the end',
  },
  {
    id: 'redrives-newest-first',
    property: 'redrives-in-order',
    title: 'redrives the one that was parked last first',
  },
  {
    id: 'redrives-by-sending',
    property: 'redrives-in-order',
    title: 'redrives in the order of sending instead of that of parking',
  },
  {
    id: 'tells-what-is-left',
    property: 'redrives-in-order',
    title: 'tells how many are dead after redriving all instead of how many are back',
  },
  {
    id: 'takes-it-twice',
    property: 'knows-its-ids',
    title: 'takes a message whose id is in the queue already',
  },
  {
    id: 'overwrites',
    property: 'knows-its-ids',
    title: 'replaces a waiting message by a new one of the same id, with all attempts',
  },
  {
    id: 'replaces-the-body',
    property: 'knows-its-ids',
    title: 'replaces the body of a waiting message by that of a copy',
  },
  {
    id: 'takes-a-dead-one',
    property: 'knows-its-ids',
    title: 'takes a message whose id is among the dead',
  },
  {
    id: 'refuses-the-handled',
    property: 'knows-its-ids',
    title: 'refuses an id for ever when its message was handled',
  },
  {
    id: 'system-clock',
    property: 'uses-the-given-clock',
    title: "reads the system's own clock instead of the given one",
  },
  {
    id: 'shared-books',
    property: 'instances-share-nothing',
    title: 'keeps its messages where all instances share them',
  },
  {
    id: 'default-attempts',
    property: 'has-the-stated-defaults',
    title: 'has another default for max_attempts',
  },
  {
    id: 'default-delay',
    property: 'has-the-stated-defaults',
    title: 'has another default for retry_delay_ms',
  },
  {
    id: 'default-ttl',
    property: 'has-the-stated-defaults',
    title: 'has another default for ttl_ms',
  },
] as const satisfies readonly Misconception[]

import type { Misconception } from '../../model.ts'

/** Each entry is a switch of `Queue`, `Turn`, `Redrive` or `Books`. The order decides between two that predict the same. */
export const MISCONCEPTIONS = [
  {
    id: 'never-acknowledges',
    property: 'hands-over-until-handled',
    title: 'leaves a handled message in the queue, so that it is handed over again',
  },
  {
    id: 'tells-the-taken',
    property: 'hands-over-until-handled',
    title: 'tells how many messages it took instead of how many were handled',
  },
  {
    id: 'takes-in-order-of-sending',
    property: 'takes-the-longest-due-first',
    title:
      'takes due messages in the order of sending, so that one that fails again and again stands before newer ones',
  },
  {
    id: 'newest-first',
    property: 'takes-the-longest-due-first',
    title: 'takes what fell due last first',
  },
  {
    id: 'ignores-the-limit',
    property: 'takes-the-longest-due-first',
    title: 'takes all that is due, whatever the limit',
  },
  {
    id: 'only-successes-count',
    property: 'takes-the-longest-due-first',
    title: 'counts only handled messages against the limit',
  },
  {
    id: 'takes-what-falls-due-later',
    property: 'takes-the-longest-due-first',
    title: 'goes on with what falls due while the poll runs',
  },
  {
    id: 'redelivers-at-once',
    property: 'waits-before-redelivery',
    title: 'makes a failed message due again at once, without the delay',
  },
  {
    id: 'redelivers-in-the-poll',
    property: 'waits-before-redelivery',
    title: 'hands a failed message over again and again in the same poll',
  },
  {
    id: 'due-one-late',
    property: 'waits-before-redelivery',
    title: 'waits one millisecond too long (> where >= is meant)',
  },
  {
    id: 'delay-from-the-start',
    property: 'waits-before-redelivery',
    title: 'counts the delay from the beginning of the attempt, not from its failure',
  },
  {
    id: 'delay-grows',
    property: 'waits-before-redelivery',
    title: 'doubles the delay with each attempt',
  },
  {
    id: 'reads-the-clock-once',
    property: 'waits-before-redelivery',
    title: 'reads the clock once a poll, though time passes while messages are handled',
  },
  {
    id: 'failure-escapes',
    property: 'holds-up-no-other',
    title: 'lets the error of handle out of poll',
  },
  {
    id: 'stops-at-failure',
    property: 'holds-up-no-other',
    title: 'ends the poll at the first failure',
  },
  {
    id: 'head-blocks',
    property: 'holds-up-no-other',
    title: 'lets a message that waits for its next attempt hold up all that were sent after it',
  },
  {
    id: 'park-failure-escapes',
    property: 'holds-up-no-other',
    title: 'lets the error of park out of poll',
  },
  {
    id: 'park-failure-stops',
    property: 'holds-up-no-other',
    title: 'ends the poll when a message cannot be parked',
  },
  {
    id: 'gives-up-one-late',
    property: 'gives-up-after-the-last-attempt',
    title: 'gives up one attempt too late (> where >= is meant)',
  },
  {
    id: 'gives-up-one-early',
    property: 'gives-up-after-the-last-attempt',
    title: 'gives up one attempt too early',
  },
  {
    id: 'counts-all-together',
    property: 'gives-up-after-the-last-attempt',
    title: 'counts the failures of all messages together instead of those of each message',
  },
  {
    id: 'forgets-the-count',
    property: 'gives-up-after-the-last-attempt',
    title: 'forgets the attempts of a message from poll to poll, so that it never gives up',
  },
  {
    id: 'drops-what-it-gives-up',
    property: 'gives-up-after-the-last-attempt',
    title: 'throws a message away when no attempt is left or can help',
  },
  {
    id: 'retries-the-permanent',
    property: 'parks-the-permanent-at-once',
    title: 'takes a permanent error for any other and tries again',
  },
  {
    id: 'permanent-as-attempts',
    property: 'parks-the-permanent-at-once',
    title: 'gives the reason attempts for a permanent error',
  },
  {
    id: 'permanent-is-no-attempt',
    property: 'parks-the-permanent-at-once',
    title: 'does not count the attempt that ended with a permanent error',
  },
  {
    id: 'never-expires',
    property: 'parks-the-expired',
    title: 'hands messages over however old they are',
  },
  {
    id: 'expires-one-late',
    property: 'parks-the-expired',
    title: 'takes a message of just the time to live for young enough (> where >= is meant)',
  },
  {
    id: 'drops-the-expired',
    property: 'parks-the-expired',
    title: 'throws expired messages away instead of parking them',
  },
  {
    id: 'counts-the-expired',
    property: 'parks-the-expired',
    title: 'counts expiry as an attempt',
  },
  {
    id: 'failing-makes-younger',
    property: 'parks-the-expired',
    title: 'counts the age from the last failure, so that a message that keeps failing never expires',
  },
  {
    id: 'expires-while-waiting',
    property: 'parks-the-expired',
    title: 'parks expired messages before they are due',
  },
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
    id: 'redriven-keeps-attempts',
    property: 'redrives-as-new',
    title: 'does not give a redriven message new attempts, so that one failure sends it straight back',
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

export type Wrong = (typeof MISCONCEPTIONS)[number]['id']

import type { Misconception } from '../../model.ts'

/** Switches of `Turn` and `Books`: delivery, and the ways to die. */
export const OF_POLLS = [
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
    id: 'tells-the-gone',
    property: 'hands-over-until-handled',
    title: 'counts parked messages among those handled',
  },
  {
    id: 'takes-in-order-of-sending',
    property: 'takes-the-longest-due-first',
    title:
      'takes due messages in the order of sending, so that one that fails again and again stands before newer ones',
  },
  {
    id: 'keeps-its-place',
    property: 'takes-the-longest-due-first',
    title: 'lets a failed message keep its place instead of going behind what falls due before it',
  },
  {
    id: 'takes-in-order-of-entry',
    property: 'takes-the-longest-due-first',
    title: 'takes messages in the order in which they entered the queue, not in that in which they fall due',
  },
  {
    id: 'keeps-its-number',
    property: 'takes-the-longest-due-first',
    title:
      'takes of two that fall due at once the one first that was sent first, also when it came back later',
  },
  {
    id: 'takes-the-latest-of-a-tie',
    property: 'takes-the-longest-due-first',
    title: 'takes of two that fall due at once the one first that came last',
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
    id: 'expired-are-free',
    property: 'takes-the-longest-due-first',
    title: 'parks all that has expired first, without counting it against the limit',
  },
  {
    id: 'takes-what-falls-due-later',
    property: 'takes-the-longest-due-first',
    title: 'goes on with what falls due while the poll runs',
  },
  {
    id: 'lists-only-what-is-due',
    property: 'takes-the-longest-due-first',
    title: 'leaves out of waiting what is not due yet',
  },
  {
    id: 'redelivers-at-once',
    property: 'waits-before-redelivery',
    title: 'makes a failed message due again at once, without the delay',
  },
  {
    id: 'redelivers-from-its-place',
    property: 'waits-before-redelivery',
    title: 'leaves a failed message where it is, due as before',
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
    id: 'delay-grows-by-itself',
    property: 'waits-before-redelivery',
    title: 'lengthens the delay by itself with each attempt',
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
    id: 'gives-up-at-the-next-turn',
    property: 'gives-up-after-the-last-attempt',
    title: 'gives a message up only when its turn comes after its last attempt, not in the turn of that',
  },
  {
    id: 'parks-after-the-others',
    property: 'gives-up-after-the-last-attempt',
    title: 'parks at the end of a poll, when all others have been handed over, instead of in turn',
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
    id: 'last-attempt-is-no-permanent',
    property: 'parks-the-permanent-at-once',
    title: 'gives the reason attempts for a permanent error in the last attempt',
  },
  {
    id: 'never-expires',
    property: 'parks-the-expired',
    title: 'hands messages over however old they are',
  },
  {
    id: 'expires-only-the-new',
    property: 'parks-the-expired',
    title: 'looks at the age only before the first attempt',
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
    id: 'expires-on-failing',
    property: 'parks-the-expired',
    title: 'parks a message as expired when an attempt fails late, instead of waiting until it is due',
  },
] as const satisfies readonly Misconception[]

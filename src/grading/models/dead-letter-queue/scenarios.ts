import type { Scenario } from '../../model.ts'
import type { Deed, Operation, Script } from '../../sequence.ts'
import { call, callOn, shows, wait } from '../steps.ts'

const OK: Deed = {}
const TIMEOUT: Deed = { fails: 'timeout' }
const SLOW: Deed = { fails: 'timeout', takesMs: 60 }
const PERMANENT: Deed = { fails: 'PermanentError' }
const FULL: Deed = { fails: 'full' }
const AWAY: Deed = { fails: 'unavailable' }

const some = { max_attempts: 2, retry_delay_ms: 100, ttl_ms: 10_000 }
const many = { ...some, max_attempts: 4 }
const brief = { ...some, ttl_ms: 300 }

const send = (...ids: readonly string[]): Operation[] => ids.map((id) => call('send', id, `body of ${id}`))
const poll = (limit = 9): Operation => call('poll', limit)
/** Two attempts, which is all of them. */
const twice: readonly Operation[] = [poll(), wait(100), poll()]
const rounds = (count: number, ms: number): Operation[] =>
  Array.from({ length: count }, () => [poll(), wait(ms)]).flat()
const waiting: Operation = call('waiting')
const dead: Operation = call('dead_letters')
const letter = (id: string): Operation => call('letter', id)
const redrive = (id: string): Operation => call('redrive', id)
const all: Operation = call('redrive_all')

/** How the functions do, by the id of the message; all else goes well. */
function given(
  handle: NonNullable<Script['by']>,
  park: NonNullable<Script['by']> = {},
  unpark: NonNullable<Script['by']> = {},
): { given: Record<string, Script> } {
  return {
    given: {
      handle: { does: [], by: handle },
      park: { does: [], by: park },
      unpark: { does: [], by: unpark },
    },
  }
}

const over = 'hands-over-until-handled'
const order = 'takes-the-longest-due-first'
const waits = 'waits-before-redelivery'
const others = 'holds-up-no-other'
const last = 'gives-up-after-the-last-attempt'
const permanent = 'parks-the-permanent-at-once'
const expired = 'parks-the-expired'
const parked = 'lets-go-when-parked'
const known = 'keeps-what-is-known'
const anew = 'redrives-as-new'
const loses = 'redrive-loses-nothing'
const ids = 'knows-its-ids'

const ofDelivery: readonly Scenario[] = [
  shows(over, some, [...send('a', 'b'), waiting, poll(), waiting, wait(100), poll()]),
  shows(over, some, [...send('a', 'b'), poll()], given({ a: [TIMEOUT] })),
  shows(over, some, [...send('a', 'b'), poll()], given({ a: [PERMANENT] })),
  shows(order, many, [...send('b', 'a', 'c'), poll(2), waiting, poll(2)]),
  shows(order, many, [...send('a'), poll(), waiting], given({ a: [TIMEOUT] })),
  shows(order, brief, [...send('a', 'b'), wait(300), poll(1), dead, poll(1)]),
  shows(
    order,
    many,
    [...send('a'), poll(), wait(50), ...send('b'), wait(50), poll(), waiting, wait(100), poll()],
    {
      ...given({ a: [TIMEOUT], b: [TIMEOUT] }),
    },
  ),
  shows(
    order,
    many,
    [...send('a'), poll(), wait(50), ...send('b'), wait(50), ...send('c'), waiting, poll(), poll()],
    {
      ...given({ a: [TIMEOUT, OK] }),
    },
  ),
  shows(order, many, [...send('a', 'b'), poll(1), wait(10), poll(1), wait(100), poll(1)], {
    ...given({ a: [TIMEOUT, OK] }),
  }),
  shows(order, many, [...send('a', 'b', 'c'), poll(2), poll(2)], given({ a: [TIMEOUT], b: [TIMEOUT, OK] })),
  shows(order, many, [...send('a', 'b'), poll(), poll()], given({ a: [TIMEOUT, OK], b: [{ takesMs: 100 }] })),
  shows(waits, many, [...send('a'), poll(), poll(), wait(99), poll(), wait(1), poll(), poll()], {
    ...given({ a: [TIMEOUT, OK] }),
  }),
  shows(waits, many, [...send('a'), poll(), wait(40), poll(), wait(60), poll()], given({ a: [SLOW, OK] })),
  shows(
    waits,
    many,
    [...send('a'), poll(), wait(100), poll(), wait(100), poll()],
    given({ a: [TIMEOUT, TIMEOUT, OK] }),
  ),
  shows(waits, { ...some, max_attempts: 9 }, [...send('a'), ...rounds(8, 100)], given({ a: [TIMEOUT] })),
  shows(others, many, [...send('a', 'b'), poll(), waiting], given({ a: [TIMEOUT] })),
  shows(others, many, [...send('a'), poll(), wait(1), ...send('b'), poll()], given({ a: [TIMEOUT] })),
  shows(others, some, [...send('a', 'b'), poll(), waiting, dead], given({ a: [PERMANENT] }, { a: [FULL] })),
]

const ofDeath: readonly Scenario[] = [
  shows(last, many, [...send('a'), ...rounds(5, 100), dead], given({ a: [TIMEOUT] })),
  shows(
    last,
    some,
    [...send('a', 'b'), ...twice, dead, waiting, wait(100), poll()],
    given({ a: [TIMEOUT], b: [TIMEOUT, OK] }),
  ),
  shows(last, { ...some, max_attempts: 1 }, [...send('a'), poll(), dead, poll()], given({ a: [TIMEOUT] })),
  shows(
    permanent,
    many,
    [...send('a'), poll(), dead, letter('a'), wait(100), poll()],
    given({ a: [PERMANENT] }),
  ),
  shows(permanent, some, [...send('a'), ...twice, letter('a')], given({ a: [TIMEOUT, PERMANENT] })),
  shows(expired, brief, [...send('a'), wait(299), ...send('b'), wait(1), poll(), letter('a'), dead]),
  shows(expired, { ...brief, max_attempts: 9 }, [...send('a'), ...rounds(5, 100), letter('a')], {
    ...given({ a: [TIMEOUT] }),
  }),
  shows(expired, brief, [...send('a'), wait(250), poll(), wait(50), poll(), dead, wait(50), poll(), dead], {
    ...given({ a: [TIMEOUT, OK] }),
  }),
  shows(expired, brief, [...send('a'), wait(290), poll(), dead, waiting, wait(100), poll(), letter('a')], {
    ...given({ a: [{ fails: 'timeout', takesMs: 20 }] }),
  }),
  shows(expired, brief, [...send('a', 'b'), wait(290), poll(), dead], given({ a: [{ takesMs: 10 }] })),
  shows(
    parked,
    some,
    [...send('a'), poll(), dead, waiting, poll(), wait(100), poll(), letter('a'), waiting],
    {
      ...given({ a: [PERMANENT, OK] }, { a: [FULL, OK] }),
    },
  ),
  shows(parked, some, [...send('a'), ...twice, wait(100), poll(), wait(100), poll(), letter('a')], {
    ...given({ a: [TIMEOUT] }, { a: [FULL, FULL, OK] }),
  }),
  shows(
    parked,
    brief,
    [...send('a'), poll(), wait(300), poll(), letter('a')],
    given({ a: [PERMANENT] }, { a: [FULL, OK] }),
  ),
  shows(
    parked,
    brief,
    [...send('a'), wait(300), poll(), poll(), wait(100), poll(), dead],
    given({}, { a: [FULL, OK] }),
  ),
  shows(
    known,
    some,
    [wait(7), ...send('a'), ...twice, letter('a'), letter('b')],
    given({ a: [SLOW] }, { a: [{ takesMs: 30 }] }),
  ),
  shows(
    known,
    some,
    [...send('a'), wait(1), ...send('b'), poll(), dead, wait(100), poll(), dead],
    given({ a: [TIMEOUT], b: [PERMANENT] }),
  ),
  shows(known, some, [...send('a'), poll(), redrive('a'), letter('a')], given({ a: [PERMANENT] })),
]

const ofRedrives: readonly Scenario[] = [
  shows(
    anew,
    some,
    [...send('a'), ...twice, redrive('a'), dead, ...twice, letter('a')],
    given({ a: [TIMEOUT] }),
  ),
  shows(anew, brief, [...send('a'), wait(300), poll(), redrive('a'), wait(299), poll()]),
  shows(
    anew,
    brief,
    [...send('a'), poll(), redrive('a'), wait(300), poll(), letter('a')],
    given({ a: [PERMANENT, OK] }),
  ),
  shows(
    anew,
    some,
    [...send('a'), poll(), wait(1), ...send('b'), redrive('a'), waiting, poll()],
    given({ a: [PERMANENT, OK] }),
  ),
  shows(anew, some, [...send('a'), redrive('a'), redrive('b'), all, waiting]),
  shows(loses, some, [...send('a'), poll(), redrive('a'), dead, waiting, letter('a'), redrive('a'), poll()], {
    ...given({ a: [PERMANENT, OK] }, {}, { a: [AWAY, OK] }),
  }),
  shows(loses, some, [...send('a', 'b', 'c'), poll(), all, dead, waiting, all, dead, waiting], {
    ...given({ a: [PERMANENT], b: [PERMANENT], c: [PERMANENT] }, {}, { b: [AWAY, OK] }),
  }),
  shows('redrives-in-order', some, [...send('b', 'c', 'a'), ...twice, dead, all, waiting, poll()], {
    ...given({ a: [PERMANENT, OK], b: [TIMEOUT, TIMEOUT, OK], c: [TIMEOUT, PERMANENT, OK] }),
  }),
  shows('redrives-in-order', some, [...send('a'), wait(5), ...send('b'), ...twice, dead, all, waiting], {
    ...given({ a: [TIMEOUT], b: [PERMANENT] }),
  }),
  shows(ids, some, [...send('a'), call('send', 'a', 'other'), waiting, poll(), ...send('a'), poll()]),
  shows(
    ids,
    some,
    [...send('a'), poll(), call('send', 'a', 'other'), wait(100), poll(), letter('a')],
    given({ a: [TIMEOUT] }),
  ),
  shows(ids, some, [...send('a'), poll(), ...send('a'), waiting, dead], given({ a: [PERMANENT] })),
]

const ofAll: readonly Scenario[] = [
  shows('uses-the-given-clock', some, [...send('a'), poll(), wait(100), poll()], {
    ...given({ a: [TIMEOUT, OK] }),
    systemClock: 'frozen',
  }),
  shows(
    'instances-share-nothing',
    some,
    [
      callOn(0, 'send', 'a', '1'),
      callOn(1, 'waiting'),
      callOn(1, 'send', 'a', '2'),
      callOn(1, 'poll', 9),
      callOn(0, 'waiting'),
    ],
    { subjects: 2 },
  ),
  shows('has-the-stated-defaults', {}, [...send('a'), ...rounds(6, 1000), dead], given({ a: [TIMEOUT] })),
  shows(
    'has-the-stated-defaults',
    {},
    [...send('a'), poll(), wait(999), poll(), wait(1), poll()],
    given({ a: [TIMEOUT, OK] }),
  ),
  shows('has-the-stated-defaults', {}, [...send('a'), wait(1), ...send('b'), wait(3_599_999), poll()]),
]

export const SCENARIOS: readonly Scenario[] = [...ofDelivery, ...ofDeath, ...ofRedrives, ...ofAll]

import type { Scenario } from '../../model.ts'
import type { Deed, Json, Operation } from '../../sequence.ts'
import { call, finish, handing, shows, start, startAfter, startOn } from '../steps.ts'

const HOLDS: readonly Deed[] = [{ holds: true }]

/** A call whose load stays in flight, if it loads. */
function get(id: number, key: string, does: readonly Deed[] = HOLDS): Operation {
  return start(id, 'get', key, handing('load', does))
}

/** The same by the caller of another call, as soon as that has come back. */
function getAfter(after: number, id: number, key: string): Operation {
  return startAfter(after, id, 'get', key, handing('load', HOLDS))
}

const inFlight = call('in_flight')
const forget = (key: string): Operation => call('forget', key)
const gives = (id: number, value: Json): Operation => finish(id, { gives: value })
const fails = (id: number): Operation => finish(id, { fails: 'unreachable' })

function shown(property: string, ...ops: readonly Operation[]): Scenario {
  return shows(property, {}, ops)
}

const other = startOn(1, 2, 'get', 'a', handing('load', HOLDS))

export const SCENARIOS: readonly Scenario[] = [
  shown('loads-when-none-is-in-flight', get(1, 'a'), gives(1, 1)),
  shown('loads-when-none-is-in-flight', get(1, 'a', [{ gives: 7 }]), get(2, 'a', [{ fails: 'unreachable' }])),
  shown('shares-a-load', get(1, 'a'), get(2, 'a'), get(3, 'a'), gives(1, 1), gives(2, 2)),
  shown('shares-a-load', get(1, 'a'), get(2, 'a'), gives(1, { id: 1 }), inFlight),
  shown('all-get-the-value', get(1, 'a'), get(2, 'a'), get(3, 'a'), gives(1, 'v')),
  shown('all-get-the-value', get(1, 'a'), get(2, 'a'), gives(1, 0), inFlight),
  shown('all-get-the-value', get(1, 'a'), get(2, 'a'), gives(1, null), inFlight),
  shown('all-get-the-value', get(1, 'a'), get(2, 'a'), gives(1, ''), gives(2, 1)),
  shown('all-get-the-error', get(1, 'a'), get(2, 'a'), get(3, 'a'), fails(1), inFlight),
  shown('all-get-the-error', get(1, 'a'), get(2, 'a'), fails(1), gives(2, 2)),
  shown('keeps-nothing', get(1, 'a'), gives(1, 1), get(2, 'a'), gives(2, 2)),
  shown('keeps-nothing', get(1, 'a', [{ gives: 1 }]), get(2, 'a', [{ gives: 2 }]), inFlight),
  shown('a-failure-is-forgotten', get(1, 'a'), fails(1), get(2, 'a'), gives(2, 2)),
  shown('a-failure-is-forgotten', get(1, 'a'), get(2, 'a'), fails(1), inFlight, get(3, 'a'), gives(3, 3)),
  shown('starts-anew-at-once', get(1, 'a'), getAfter(1, 2, 'a'), gives(1, 1), gives(2, 2)),
  shown('starts-anew-at-once', get(1, 'a'), get(2, 'a'), getAfter(2, 3, 'a'), gives(1, 1), gives(3, 3)),
  shown('starts-anew-at-once', get(1, 'a'), getAfter(1, 2, 'a'), fails(1), gives(2, 2)),
  shown('keys-are-independent', get(1, 'a'), get(2, 'b'), get(3, 'a'), get(4, 'b'), gives(2, 2), gives(1, 1)),
  shown('keys-are-independent', get(1, 'a'), get(2, 'b'), fails(1), get(3, 'b'), gives(2, 2)),
  shown('forgets-when-told-to', get(1, 'a'), forget('a'), get(2, 'a'), gives(2, 2), gives(1, 1)),
  shown('forgets-when-told-to', get(1, 'a'), get(2, 'a'), forget('a'), get(3, 'a'), gives(1, 1), gives(3, 3)),
  shown('forgets-when-told-to', get(1, 'a'), forget('b'), get(2, 'a'), fails(1), forget('a')),
  shown(
    'a-forgotten-load-leaves-the-new-one',
    get(1, 'a'),
    forget('a'),
    get(2, 'a'),
    gives(1, 1),
    get(3, 'a'),
  ),
  shown('a-forgotten-load-leaves-the-new-one', get(1, 'a'), forget('a'), get(2, 'a'), fails(1), inFlight),
  shown('any-text-is-a-key', get(1, ''), get(2, ''), gives(1, 1)),
  shown('any-text-is-a-key', get(1, 'a'), get(2, 'A'), gives(1, 1), gives(2, 2)),
  shown('any-text-is-a-key', get(1, 'constructor'), get(2, '__proto__'), get(3, 'a'), get(4, 'a b:/?é')),
  shown(
    'tells-loads-in-flight',
    inFlight,
    get(1, 'a'),
    get(2, 'a'),
    get(3, 'b'),
    inFlight,
    gives(1, 1),
    inFlight,
  ),
  shown(
    'tells-loads-in-flight',
    get(1, 'a'),
    forget('a'),
    inFlight,
    get(2, 'a'),
    inFlight,
    gives(1, 1),
    inFlight,
  ),
  shows('instances-share-nothing', {}, [get(1, 'a'), other, gives(1, 1), gives(2, 2)], { subjects: 2 }),
]

import type { Scenario } from '../../model.ts'
import type { Operation } from '../../sequence.ts'
import { callOn, shows, subject, wait } from '../steps.ts'

const [A, B, C] = [0, 1, 2]

const set = (on: number, value = 'x'): Operation => callOn(on, 'set', value)
const clear = (on: number): Operation => callOn(on, 'clear')
const get = (on: number): Operation => callOn(on, 'get')
const at = (on: number): Operation => callOn(on, 'written_at')
const by = (on: number): Operation => callOn(on, 'written_by')
const all = (on: number): Operation[] => [get(on), at(on), by(on)]
/** The replica takes in the state of the other. */
const merge = (on: number, other: number): Operation => callOn(on, 'merge', subject(other))

/** Replicas of these names. */
function named(property: string, names: readonly string[], ...ops: readonly Operation[]): Scenario {
  return shows(property, {}, ops, { subjects: names.length, each: names.map((replica) => ({ replica })) })
}

/** So many replicas, named from "a" on. */
function replicas(property: string, count: number, ...ops: readonly Operation[]): Scenario {
  return named(property, ['a', 'b', 'c'].slice(0, count), ...ops)
}

/** The same with a clock at which times get a digit more. */
function atTenThousand(scenario: Scenario): Scenario {
  return { ...scenario, sequence: { ...scenario.sequence, startMs: 9998 } }
}

export const SCENARIOS: readonly Scenario[] = [
  replicas('begins-empty', 1, ...all(A)),
  replicas('begins-empty', 2, set(A), wait(-10), merge(B, A), ...all(B)),
  replicas('begins-empty', 2, wait(-10), set(A), merge(B, A), ...all(B)),
  replicas('holds-what-was-set', 1, set(A), ...all(A), set(A, 'y'), ...all(A)),
  replicas('holds-what-was-set', 1, set(A, ''), ...all(A)),
  replicas('stamps-by-the-clock', 1, set(A), wait(10), set(A, 'y'), wait(5), clear(A), at(A)),
  replicas('stamps-grow', 1, set(A), set(A, 'y'), at(A), wait(-50), set(A, 'z'), ...all(A)),
  replicas('stamps-grow', 1, set(A), wait(1), set(A, 'y'), set(A, 'z'), wait(1), set(A), at(A)),
  replicas('stamps-grow', 1, set(A), wait(10), set(A), ...all(A)),
  replicas('stamps-grow', 2, set(B), wait(10), set(A, 'y'), wait(-10), set(A), merge(B, A), ...all(B)),
  replicas(
    'stamps-after-what-it-saw',
    2,
    ...[set(A), wait(-50), merge(B, A), set(B, 'y'), ...all(B), merge(A, B), get(A)],
  ),
  replicas('stamps-after-what-it-saw', 2, set(A), merge(B, A), clear(B), merge(A, B), ...all(A)),
  replicas('later-stamp-wins', 2, set(A), wait(5), set(B, 'y'), merge(A, B), ...all(A), merge(B, A), get(B)),
  replicas('later-stamp-wins', 2, set(B), wait(-5), set(A, 'y'), merge(B, A), get(B), merge(A, B), get(A)),
  replicas('later-stamp-wins', 2, set(B), wait(5), set(A, 'y'), merge(B, A), get(B), merge(A, B), get(A)),
  replicas('later-stamp-wins', 2, set(A), merge(A, B), ...all(A), merge(B, A), ...all(B)),
  atTenThousand(replicas('later-stamp-wins', 2, set(A), wait(5), set(B, 'y'), merge(A, B), ...all(A))),
  replicas(
    'ties-by-replica',
    2,
    ...[set(A, 'y'), set(B, 'x'), merge(A, B), ...all(A), merge(B, A), ...all(B)],
  ),
  named('ties-by-replica', ['a', 'B'], set(A), set(B, 'y'), merge(A, B), ...all(A), merge(B, A), ...all(B)),
  named('ties-by-replica', ['n2', 'n10'], set(A), set(B, 'y'), merge(A, B), ...all(A), merge(B, A), get(B)),
  replicas('ties-by-replica', 2, clear(A), set(B), merge(A, B), ...all(A), merge(B, A), ...all(B)),
  replicas(
    'ties-by-replica',
    3,
    set(A),
    set(B, 'y'),
    merge(C, A),
    merge(B, C),
    ...all(B),
    merge(C, B),
    get(C),
  ),
  replicas(
    'same-writes-same-value',
    3,
    ...[set(A), set(B, 'y'), set(C, 'z'), merge(A, C), merge(A, B), merge(B, A), merge(C, A), merge(C, B)],
    ...[get(A), get(B), get(C)],
  ),
  replicas('clearing-is-a-write', 1, set(A), wait(5), clear(A), ...all(A), wait(5), clear(A), at(A)),
  replicas('clearing-is-a-write', 1, clear(A), ...all(A)),
  replicas('clearing-is-a-write', 2, set(A), merge(B, A), wait(5), clear(A), merge(A, B), ...all(A)),
  replicas('clearing-is-a-write', 2, set(A), merge(B, A), wait(5), clear(A), merge(B, A), ...all(B)),
  replicas('merging-is-no-write', 3, set(A), wait(5), merge(B, A), ...all(B), merge(C, B), ...all(C)),
  replicas('merging-is-no-write', 3, set(A), merge(C, A), wait(5), set(B, 'y'), merge(C, B), ...all(C)),
  replicas(
    'merging-again-changes-nothing',
    2,
    ...[set(A), merge(B, A), merge(B, A), merge(A, B), merge(A, A), ...all(A), set(A, 'y'), set(B, 'z')],
  ),
  replicas('merge-leaves-the-other-alone', 2, set(A), wait(5), set(B, 'y'), merge(B, A), ...all(A)),
  replicas('merge-leaves-the-other-alone', 2, set(A), merge(B, A), set(B, 'y'), ...all(A), ...all(B)),
  shows('uses-the-given-clock', {}, [set(A), wait(100), set(A, 'y'), at(A)], {
    systemClock: 'frozen',
    each: [{ replica: 'a' }],
  }),
  replicas('replicas-share-nothing', 2, set(A), ...all(B), set(B, 'y'), ...all(A)),
]

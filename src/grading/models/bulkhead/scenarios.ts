import type { Scenario } from '../../model.ts'
import type { Deed, Operation } from '../../sequence.ts'
import { call, finish, handing, shows, start, startAfter, startOn, wait } from '../steps.ts'

const HOLDS: readonly Deed[] = [{ holds: true }]

/** A call whose operation stays in flight. */
function run(id: number, does: readonly Deed[] = HOLDS): Operation {
  return start(id, 'run', handing('operation', does))
}

/** The same by the caller of another call, as soon as that has come back. */
function runAfter(after: number, id: number): Operation {
  return startAfter(after, id, 'run', handing('operation', HOLDS))
}

function runs(from: number, to: number): Operation[] {
  return Array.from({ length: to - from + 1 }, (_, index) => run(from + index))
}

const inFlight = call('in_flight')
const waiting = call('waiting')
const succeeds = (id: number): Operation => finish(id, { gives: id })
const fails = (id: number): Operation => finish(id, { fails: 'unreachable' })

const one = { max_concurrent: 1, max_waiting: 2, max_wait_ms: 100 }
const two = { max_concurrent: 2, max_waiting: 2, max_wait_ms: 100 }
const noLine = { max_concurrent: 1, max_waiting: 0, max_wait_ms: 100 }

export const SCENARIOS: readonly Scenario[] = [
  shows('runs-up-to-the-limit', two, [run(1), run(2), succeeds(2), succeeds(1)]),
  shows('runs-up-to-the-limit', { ...two, max_concurrent: 3 }, [...runs(1, 3), succeeds(2), run(4)]),
  shows('never-above-the-limit', two, [...runs(1, 3), succeeds(1)]),
  shows('never-above-the-limit', one, [...runs(1, 3), succeeds(1), succeeds(2), succeeds(3)]),
  shows('never-above-the-limit', noLine, [run(1), run(2), run(3), succeeds(1), run(4), run(5)]),
  shows('gives-what-the-operation-gives', two, [run(1, [{ gives: 7 }]), run(2, [{ fails: 'unreachable' }])]),
  shows('gives-what-the-operation-gives', one, [run(1), run(2), finish(1, { gives: ['a', null] }), fails(2)]),
  shows('gives-what-the-operation-gives', two, [
    run(1, [{ fails: 'BulkheadFullError' }]),
    run(2, [{ fails: 'WaitTimeoutError' }]),
  ]),
  shows('failure-gives-the-place-back', noLine, [run(1), fails(1), run(2), succeeds(2)]),
  shows('failure-gives-the-place-back', one, [run(1), run(2), run(3), fails(1), fails(2), succeeds(3)]),
  shows('failure-gives-the-place-back', one, [run(1, [{ fails: 'unreachable' }]), run(2), inFlight]),
  shows('waits-in-line', one, [run(1), run(2), wait(99), succeeds(1), succeeds(2)]),
  shows('waits-in-line', two, [...runs(1, 4), succeeds(2), succeeds(1), succeeds(3), succeeds(4)]),
  shows('waits-in-line', one, [run(1), run(2, [{ gives: 2 }]), run(3, [{ gives: 3 }]), succeeds(1)]),
  shows('first-come-first-served', one, [...runs(1, 3), succeeds(1), succeeds(2), succeeds(3)]),
  shows('first-come-first-served', one, [...runs(1, 3), succeeds(1), run(4), succeeds(2), succeeds(3)]),
  shows('first-come-first-served', one, [
    run(1),
    run(2),
    runAfter(1, 3),
    succeeds(1),
    succeeds(2),
    succeeds(3),
  ]),
  shows('first-come-first-served', one, [run(1), run(2), runAfter(1, 3), fails(1), succeeds(2), succeeds(3)]),
  shows('rejects-when-the-line-is-full', one, [...runs(1, 4), succeeds(1), run(5), run(6)]),
  shows('rejects-when-the-line-is-full', noLine, [run(1), run(2), succeeds(1), run(3)]),
  shows('gives-up-in-time', one, [run(1), run(2), wait(99), wait(1), succeeds(1)]),
  shows('gives-up-in-time', one, [run(1), run(2), wait(50), run(3), wait(50), wait(50), inFlight]),
  shows('gives-up-in-time', one, [...runs(1, 3), wait(60), succeeds(1), wait(40), succeeds(2)]),
  shows('gives-up-in-time', { ...one, max_wait_ms: 250 }, [run(1), run(2), wait(249), wait(1)]),
  shows('who-gives-up-is-gone', one, [run(1), run(2), wait(100), succeeds(1), run(3), inFlight]),
  shows('who-gives-up-is-gone', one, [run(1), run(2), wait(50), run(3), wait(50), succeeds(1), succeeds(3)]),
  shows('who-gives-up-is-gone', one, [...runs(1, 3), wait(100), run(4), run(5), run(6), waiting]),
  shows('who-gives-up-is-gone', one, [run(1), run(2), wait(100), run(3), inFlight]),
  shows('the-limit-is-on-the-wait', one, [run(1), run(2), wait(50), succeeds(1), wait(1000), succeeds(2)]),
  shows('the-limit-is-on-the-wait', one, [run(1), wait(10_000), succeeds(1), inFlight]),
  shows('tells-how-full-it-is', two, [inFlight, waiting, ...runs(1, 4), inFlight, waiting]),
  shows('tells-how-full-it-is', two, [run(1), inFlight, waiting, fails(1), inFlight, waiting]),
  shows('waits-by-the-given-scheduler', one, [run(1), run(2), wait(100), succeeds(1)], {
    systemClock: 'frozen',
  }),
  shows('instances-share-nothing', noLine, [run(1), startOn(1, 2, 'run', handing('operation', HOLDS))], {
    subjects: 2,
  }),
  shows(
    'instances-share-nothing',
    one,
    [run(1), startOn(1, 2, 'run', handing('operation', HOLDS)), succeeds(1)],
    {
      subjects: 2,
    },
  ),
  shows('has-the-stated-defaults', {}, [...runs(1, 11), inFlight]),
  shows('has-the-stated-defaults', { max_concurrent: 1, max_waiting: 1 }, [
    run(1),
    run(2),
    wait(999),
    wait(1),
  ]),
]

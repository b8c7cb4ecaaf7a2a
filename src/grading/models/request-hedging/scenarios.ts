import type { Scenario } from '../../model.ts'
import type { Deed, Json, Operation } from '../../sequence.ts'
import { call, finish, handing, shows, start, startAfter, startOn, wait } from '../steps.ts'

const HOLDS: readonly Deed[] = [{ holds: true }]
const CANCEL = handing('cancel', [{}])

/** A call whose attempts stay in flight. */
function send(id: number, does: readonly Deed[] = HOLDS): Operation {
  return start(id, 'call', handing('send', does), CANCEL)
}

/** The same by the caller of another call, as soon as that has come back. */
function sendAfter(after: number, id: number): Operation {
  return startAfter(after, id, 'call', handing('send', HOLDS), CANCEL)
}

/** Calls that are answered at once. */
function quickCalls(from: number, to: number): Operation[] {
  return Array.from({ length: to - from + 1 }, (_, index) => send(from + index, [{ gives: 1 }]))
}

const left = call('hedges_left')
const answers = (id: number, attempt: number, value: Json = attempt): Operation =>
  finish(id, { gives: value }, attempt)
const fails = (id: number, attempt: number, error = 'unreachable'): Operation =>
  finish(id, { fails: error }, attempt)
const permanent = (id: number, attempt: number): Operation => fails(id, attempt, 'PermanentError')

const two = { max_attempts: 2, hedge_delay_ms: 100, budget_percent: 10, budget_cap: 5 }
const three = { ...two, max_attempts: 3 }
const four = { ...two, max_attempts: 4 }
/** Two calls earn the one hedge that the budget can hold. */
const scarce = { max_attempts: 3, hedge_delay_ms: 100, budget_percent: 50, budget_cap: 1 }
const tenths = { ...scarce, budget_percent: 10 }

const FIRST: readonly Scenario[] = [
  shows('sends-the-first-at-once', two, [send(1), send(2), answers(2, 1), answers(1, 1)]),
  shows('sends-the-first-at-once', tenths, [send(1), wait(100), send(2), answers(2, 1), answers(1, 1)]),
  shows('sends-the-first-at-once', two, [
    ...[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12].map((id) => send(id)),
    answers(12, 1),
  ]),
  shows('numbers-attempts', three, [send(1), wait(100), wait(100)]),
  shows('numbers-attempts', three, [send(1), fails(1, 1), fails(1, 2), answers(1, 3)]),
]

const DELAY: readonly Scenario[] = [
  shows('hedges-after-the-delay', two, [send(1), wait(99), wait(1), answers(1, 2)]),
  shows('hedges-after-the-delay', two, [send(1), wait(100), answers(1, 1)]),
  shows('hedges-after-the-delay', three, [send(1), wait(100), wait(99), wait(1), answers(1, 2)]),
  shows('hedges-after-the-delay', three, [send(1), wait(50), send(2), wait(50), wait(50), answers(1, 1)]),
  shows('never-above-max-attempts', two, [send(1), wait(100), wait(100), wait(100), answers(1, 1)]),
  shows('never-above-max-attempts', two, [send(1), wait(100), fails(1, 1), fails(1, 2)]),
  shows('never-above-max-attempts', { ...two, max_attempts: 1 }, [send(1), wait(100), fails(1, 1)]),
]

const ANSWER: readonly Scenario[] = [
  shows('first-answer-wins', two, [send(1), wait(100), answers(1, 2), answers(1, 1)]),
  shows('first-answer-wins', three, [send(1), wait(100), wait(100), answers(1, 1), answers(1, 3)]),
  shows('first-answer-wins', two, [send(1), wait(100), fails(1, 1), answers(1, 2)]),
  shows('first-answer-wins', two, [send(1), wait(100), finish(1, { gives: null }, 2), wait(100)]),
  shows('first-answer-wins', two, [send(1), wait(100), answers(1, 1, 0), send(2, [{ gives: '' }])]),
  shows('first-answer-wins', two, [send(1, [{ gives: false }]), wait(100)]),
  shows('over-is-over', two, [send(1), wait(50), answers(1, 1), wait(50), wait(100)]),
  shows('over-is-over', three, [send(1), wait(100), answers(1, 2), wait(100), left]),
  shows('over-is-over', three, [send(1), wait(100), answers(1, 1), fails(1, 2), wait(200)]),
  shows('over-is-over', three, [send(1), wait(100), permanent(1, 1), fails(1, 2, 'cancelled'), wait(100)]),
  shows('cancels-the-rest', two, [send(1), wait(100), answers(1, 2), fails(1, 1, 'cancelled')]),
  shows('cancels-the-rest', three, [send(1), wait(100), wait(100), answers(1, 2), answers(1, 1)]),
  shows('cancels-the-rest', three, [send(1), wait(100), wait(100), answers(1, 3)]),
  shows('cancels-the-rest', three, [send(1), wait(100), fails(1, 1), answers(1, 2)]),
  shows('cancels-the-rest', two, [send(1), answers(1, 1), send(2), fails(2, 1), fails(2, 2)]),
]

const FAILURE: readonly Scenario[] = [
  shows('a-failure-starts-the-next', two, [send(1), fails(1, 1), answers(1, 2)]),
  shows('a-failure-starts-the-next', two, [send(1, [{ fails: 'unreachable' }, { gives: 2 }]), left]),
  shows('a-failure-starts-the-next', three, [send(1), wait(100), fails(1, 2), answers(1, 3)]),
  shows('a-failure-starts-the-next', three, [send(1), wait(30), fails(1, 1), wait(70), wait(30)]),
  shows('a-failure-starts-the-next', four, [send(1), wait(30), fails(1, 1), wait(70), wait(29), wait(1)]),
  shows('errors-wait-for-the-others', two, [send(1), wait(100), fails(1, 2), fails(1, 1)]),
  shows('errors-wait-for-the-others', three, [
    send(1),
    fails(1, 1, 'unreachable'),
    fails(1, 2, 'overloaded'),
    fails(1, 3, 'reset'),
  ]),
  shows('errors-wait-for-the-others', two, [
    send(1),
    wait(100),
    fails(1, 2, 'unreachable'),
    fails(1, 1, 'overloaded'),
    wait(100),
  ]),
  shows('errors-wait-for-the-others', tenths, [send(1), wait(100), send(2), fails(2, 1), wait(100)]),
  shows('permanent-errors-end-the-call', three, [send(1), permanent(1, 1), wait(100), left]),
  shows('permanent-errors-end-the-call', three, [send(1), wait(100), permanent(1, 2), answers(1, 1)]),
  shows('permanent-errors-end-the-call', three, [send(1, [{ fails: 'PermanentError' }]), wait(100)]),
]

const BUDGET: readonly Scenario[] = [
  shows('a-hedge-costs-one', two, [send(1), left, wait(100), left, answers(1, 1), left]),
  shows('a-hedge-costs-one', tenths, [send(1), wait(100), wait(100), wait(100), answers(1, 1)]),
  shows('a-hedge-costs-one', tenths, [send(1), fails(1, 1), left, fails(1, 2), left]),
  shows('a-hedge-costs-one', two, [send(1), wait(50), answers(1, 1), left, wait(100), left]),
  shows('a-hedge-costs-one', two, [send(1), wait(100), wait(100), left, fails(1, 1), left]),
  shows('a-hedge-costs-one', { ...tenths, max_attempts: 1 }, [send(1), left, wait(100), left]),
  shows('a-hedge-costs-one', scarce, [send(1), wait(100), send(2), wait(100), fails(2, 1), left]),
  shows('a-hedge-costs-one', two, [send(1), wait(100), answers(1, 1), left]),
  shows('refused-for-good', scarce, [
    send(1),
    wait(100),
    wait(100),
    ...quickCalls(2, 3),
    wait(100),
    fails(1, 1),
    answers(1, 2),
  ]),
  shows('refused-for-good', scarce, [send(1), wait(100), wait(60), fails(1, 2), answers(1, 1)]),
  shows('refused-for-good', scarce, [
    send(1),
    wait(100),
    wait(60),
    fails(1, 1),
    ...quickCalls(2, 3),
    wait(40),
    fails(1, 2),
  ]),
  shows('calls-fill-the-budget', two, [left, ...quickCalls(1, 3), left]),
  shows('calls-fill-the-budget', tenths, [
    send(1),
    wait(100),
    answers(1, 1),
    ...quickCalls(2, 10),
    left,
    ...quickCalls(11, 11),
    left,
  ]),
  shows('calls-fill-the-budget', { ...scarce, budget_cap: 1 }, [
    ...quickCalls(1, 4),
    send(5),
    wait(100),
    wait(100),
    left,
  ]),
  shows('calls-fill-the-budget', scarce, [send(1), wait(100), left, send(2), left, send(3), left]),
  shows('calls-fill-the-budget', scarce, [send(1), wait(100), send(2), sendAfter(1, 3), answers(1, 1), left]),
  shows('calls-fill-the-budget', { ...two, budget_percent: 100 }, [
    send(1),
    wait(100),
    left,
    answers(1, 2),
    left,
    answers(1, 1),
    left,
  ]),
  shows('calls-fill-the-budget', scarce, [
    send(1),
    fails(1, 1),
    send(2, [{ fails: 'PermanentError' }]),
    left,
    send(3, [{ fails: 'unreachable' }, { gives: 2 }]),
    left,
  ]),
  shows('calls-fill-the-budget', { ...scarce, budget_cap: 2 }, [
    send(1),
    wait(100),
    wait(100),
    answers(1, 1),
    left,
    send(2),
    left,
  ]),
  shows('tells-hedges-left', { ...scarce, budget_cap: 3 }, [
    left,
    send(1),
    wait(100),
    left,
    wait(100),
    left,
    send(2),
    left,
  ]),
]

const REST: readonly Scenario[] = [
  shows('waits-by-the-given-scheduler', two, [send(1), wait(100), answers(1, 2)], { systemClock: 'frozen' }),
  shows(
    'instances-share-nothing',
    tenths,
    [send(1), startOn(1, 2, 'call', handing('send', HOLDS), CANCEL), wait(100)],
    { subjects: 2 },
  ),
  shows('has-the-stated-defaults', {}, [send(1), wait(99), wait(1), wait(200), left]),
  shows('has-the-stated-defaults', { max_attempts: 11 }, [
    send(1, [{ fails: 'unreachable' }]),
    left,
    ...quickCalls(2, 10),
    left,
    ...quickCalls(11, 11),
    left,
  ]),
  shows('has-the-stated-defaults', { max_attempts: 20 }, [send(1, [{ fails: 'unreachable' }])]),
]

export const SCENARIOS: readonly Scenario[] = [...FIRST, ...DELAY, ...ANSWER, ...FAILURE, ...BUDGET, ...REST]

import type { Scenario } from '../../model.ts'
import type { Json, Operation, Options } from '../../sequence.ts'
import { call, callOn, keep, result, shows, times, wait } from '../steps.ts'

const now = call('now')
const latest = call('latest')
const receive = (l: number, c: number): Operation => call('receive', [l, c])
const isBefore = (a: Json, b: Json): Operation => call('is_before', a, b)

const limit = { max_ahead_ms: 100 }

/** One clock, whose physical clock shows 5000. */
const one = (property: string, ops: readonly Operation[], options: Options = limit): Scenario =>
  shows(property, options, ops)

/** Two clocks that talk to each other. What lies between their turns is how their physical clocks differ. */
const two = (property: string, ops: readonly Operation[]): Scenario =>
  shows(property, limit, ops, { subjects: 2 })

export const SCENARIOS: readonly Scenario[] = [
  one('begins-at-zero', [latest, now]),
  shows('begins-at-zero', limit, [now, now, wait(1), now], { startMs: 0 }),
  one('follows-the-clock', [now, now, wait(1), now, wait(7), now]),
  one('follows-the-clock', [receive(4990, 5), latest]),
  one('follows-the-clock', [now, now, wait(20), receive(5010, 4), now]),
  one('counts-within-a-moment', times(4, now)),
  one('never-runs-backwards', [now, wait(-30), now, wait(10), now, wait(25), now]),
  one('never-runs-backwards', [now, now, wait(-30), receive(4980, 9), latest]),
  one('never-runs-backwards', [receive(5080, 2), receive(5040, 6), now]),
  one('receipt-is-after-the-sending', [now, receive(5020, 3), now]),
  one('receipt-is-after-the-sending', [now, now, now, receive(5020, 0), wait(10), now]),
  two('receipt-is-after-the-sending', [
    keep(1, 0, 'now'),
    wait(-40),
    callOn(1, 'receive', result(1)),
    keep(2, 1, 'now'),
    wait(40),
    callOn(0, 'receive', result(2)),
  ]),
  one('larger-counter-on-a-tie', [now, receive(5000, 6), now]),
  one('larger-counter-on-a-tie', [...times(4, now), receive(5000, 1), now]),
  one('larger-counter-on-a-tie', [receive(5020, 3), receive(5020, 3), receive(5020, 9)]),
  one('rejects-the-far-future', [now, receive(5101, 0)]),
  one('rejects-the-far-future', [receive(5090, 0), receive(5150, 0)]),
  one('accepts-up-to-the-limit', [receive(5100, 0), now]),
  one('accepts-up-to-the-limit', [receive(1000, 2), now]),
  one('rejection-changes-nothing', [now, receive(9000, 4), latest, now]),
  one('reading-changes-nothing', [now, latest, latest, now]),
  one('what-it-gave-stays', [keep(1, 0, 'now'), keep(2, 0, 'now'), isBefore(result(1), result(2))]),
  one('what-it-gave-stays', [keep(1, 0, 'now'), wait(5), keep(2, 0, 'now'), isBefore(result(1), result(2))]),
  two('what-it-gave-stays', [
    keep(1, 0, 'now'),
    wait(-10),
    keep(2, 1, 'receive', result(1)),
    callOn(0, 'is_before', result(1), result(2)),
  ]),
  one('orders-by-time-then-count', [
    isBefore([5000, 1], [5000, 2]),
    isBefore([5000, 2], [5001, 0]),
    isBefore([5001, 0], [5000, 2]),
    isBefore([5000, 2], [5000, 2]),
  ]),
  one('orders-by-time-then-count', [isBefore([5000, 9], [5000, 10]), isBefore([999, 0], [1000, 0])]),
  shows('uses-the-given-clock', limit, [now, wait(5), now], { systemClock: 'frozen' }),
  two('clocks-share-nothing', [callOn(0, 'now'), callOn(1, 'now'), callOn(1, 'latest')]),
  one('has-the-stated-defaults', [receive(5500, 0), receive(5501, 0)], {}),
]

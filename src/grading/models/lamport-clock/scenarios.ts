import type { Scenario } from '../../model.ts'
import type { Operation, Options } from '../../sequence.ts'
import { call, callOn, keep, result, shows, times } from '../steps.ts'

const tick = call('tick')
const send = call('send')
const time = call('time')
const receive = (sent: number): Operation => call('receive', sent)
const precedes = (mine: number, theirs: number, node: string): Operation =>
  call('precedes', mine, theirs, node)

/** A clock by itself. */
const one = (property: string, ops: readonly Operation[], options: Options = {}): Scenario =>
  shows(property, { node: 'b', ...options }, ops)

/** Two clocks that talk to each other. */
const two = (property: string, ops: readonly Operation[]): Scenario =>
  shows(property, {}, ops, { subjects: 2, each: [{ node: 'a' }, { node: 'b' }] })

export const SCENARIOS: readonly Scenario[] = [
  one('begins-after-start', [time, tick]),
  one('begins-after-start', [time, tick, time], { start: 41 }),
  one('begins-after-start', [send], { start: 41 }),
  one('begins-after-start', [receive(3)], { start: 41 }),
  one('each-event-adds-one', [...times(3, tick), time]),
  one('sending-is-an-event', [tick, send, send, time]),
  two('sending-is-an-event', [keep(1, 0, 'send'), callOn(1, 'receive', result(1)), callOn(0, 'time')]),
  one('receipt-is-after-the-sending', [receive(7), time]),
  one('receipt-is-after-the-sending', [tick, receive(2), tick]),
  two('receipt-is-after-the-sending', [
    callOn(0, 'tick'),
    keep(1, 0, 'send'),
    callOn(1, 'receive', result(1)),
    keep(2, 1, 'send'),
    callOn(0, 'receive', result(2)),
  ]),
  one('never-runs-backwards', [...times(4, tick), receive(1), time]),
  one('never-runs-backwards', [receive(9), receive(4), send]),
  one('receiving-is-an-event', [tick, tick, receive(2), time]),
  one('receiving-is-an-event', [receive(5), receive(5), receive(5), time]),
  one('receiving-is-an-event', [receive(0), time]),
  one('reading-changes-nothing', [tick, time, time, tick]),
  one('earlier-time-first', [precedes(2, 3, 'a'), precedes(3, 2, 'c'), precedes(2, 3, 'c')]),
  one('earlier-time-first', [precedes(9, 10, 'c'), precedes(10, 9, 'c'), precedes(100, 20, 'c')]),
  one('ties-by-node', [precedes(4, 4, 'a'), precedes(4, 4, 'c')]),
  one('ties-by-node', [precedes(4, 4, 'A'), precedes(4, 4, 'C')]),
  one('ties-by-node', [precedes(4, 4, 'n10'), precedes(4, 4, 'n3')], { node: 'n2' }),
  two('ties-by-node', [callOn(0, 'precedes', 1, 1, 'b'), callOn(1, 'precedes', 1, 1, 'a')]),
  one('no-event-before-itself', [precedes(4, 4, 'b')]),
  one('comparing-changes-nothing', [tick, precedes(1, 8, 'a'), time, tick]),
  two('clocks-share-nothing', [...times(3, callOn(0, 'tick')), callOn(1, 'tick'), callOn(0, 'time')]),
]

import type { Scenario } from '../../model.ts'
import type { Operation } from '../../sequence.ts'
import { call, callOn, shows, wait } from '../steps.ts'

const receive = (header: string): Operation => call('receive', header)
const left: Operation = call('remaining_ms')
const isOver: Operation = call('is_expired')
const child = (wantedMs: number): Operation => call('child_timeout_ms', wantedMs)
const header = (wantedMs: number): Operation => call('child_header', wantedMs)

const plain = { timeout_ms: 1000, reserve_ms: 0 }
const kept = { timeout_ms: 1000, reserve_ms: 100 }
const DAY = 86_400_000
const MUCH = 1_000_000_000_000_000

export const SCENARIOS: readonly Scenario[] = [
  shows('starts-with-the-timeout', plain, [left, isOver, wait(300), left]),
  shows('starts-with-the-timeout', plain, [wait(300), left, wait(700), isOver]),
  shows('only-shortens', plain, [receive('400m'), left, wait(100), receive('800m'), left]),
  shows('only-shortens', plain, [receive('5000m'), left, wait(300), receive('900m'), left]),
  shows('only-shortens', plain, [wait(300), receive('500m'), wait(100), left]),
  shows('reads-every-unit', { ...plain, timeout_ms: 2 * DAY }, [
    ...['2H', '3M', '40S', '5000m', '4000000u', '3000000000n'].map(receive),
    receive('1S'),
  ]),
  shows('reads-every-unit', { ...plain, timeout_ms: 200_000 }, [receive('99m'), left]),
  shows('reads-every-unit', plain, [receive('99999999H'), receive('1500u'), receive('999999n'), isOver]),
  shows('refuses-an-invalid-header', plain, [
    ...['', '5', 'S', '-1S', '5s', '1.5S', '5 S', '5SS', '0x1S'].map(receive),
    left,
  ]),
  shows('refuses-an-invalid-header', plain, [receive('000000005m'), left, receive('123456789n'), left]),
  shows('refuses-an-invalid-header', plain, [
    receive('+5S'),
    receive(' 5S'),
    receive('5S '),
    receive('5m\n'),
  ]),
  shows('refuses-an-invalid-header', plain, [receive('5SS'), left, receive('\u0663S'), left]),
  shows('refuses-an-invalid-header', plain, [receive('00000005S'), receive('0m'), left, isOver]),
  shows('counts-down-to-zero', kept, [wait(1), left, wait(949), left, wait(50), left, wait(5000), left]),
  shows('expires-at-the-deadline', kept, [wait(999), isOver, wait(1), isOver, wait(1), isOver]),
  shows('expires-at-the-deadline', kept, [wait(950), isOver, wait(100), isOver], { startMs: 0 }),
  shows('never-grows', plain, [wait(500), left, wait(-300), left, wait(200), left, wait(200), left]),
  shows('never-grows', plain, [wait(1000), isOver, wait(-900), isOver, left, child(100)]),
  shows('never-grows', plain, [wait(500), child(2000), wait(-400), child(2000), receive('600m'), left]),
  shows('child-within-the-parent', plain, [child(300), child(5000), wait(900), child(300), child(50)]),
  shows('keeps-a-reserve', kept, [child(5000), wait(600), child(350), child(250), child(300)]),
  shows('checks-before-the-call', kept, [wait(899), child(500), wait(1), child(500), wait(50), header(9)]),
  shows('checks-before-the-call', kept, [wait(900), header(500), wait(100), child(500), wait(1), child(500)]),
  shows('writes-a-valid-header', plain, [header(300), header(1), header(5000), wait(1), header(5000)]),
  shows('writes-a-valid-header', { ...plain, timeout_ms: 99_999_999 }, [header(MUCH)]),
  shows('writes-a-valid-header', { ...plain, timeout_ms: 100_000_001 }, [header(MUCH), header(99_999_999)]),
  shows('writes-a-valid-header', { ...plain, timeout_ms: 100_000_000_999 }, [header(MUCH)]),
  shows('writes-a-valid-header', { ...plain, timeout_ms: 6_000_000_000_001 }, [header(MUCH)]),
  shows('uses-the-given-clock', plain, [wait(400), left, wait(600), isOver], { systemClock: 'frozen' }),
  shows('instances-share-nothing', plain, [receive('100m'), callOn(1, 'remaining_ms'), left], {
    subjects: 2,
  }),
  shows('has-the-stated-defaults', {}, [left, wait(400), child(60_000), header(60_000)]),
]

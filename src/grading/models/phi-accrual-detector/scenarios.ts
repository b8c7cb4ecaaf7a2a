import type { Scenario } from '../../model.ts'
import type { Operation } from '../../sequence.ts'
import { call, callOn, shows, wait } from '../steps.ts'

const beat: Operation = call('heartbeat')
const phi: Operation = call('phi')
const isUp: Operation = call('is_available')

const plain = { window_size: 10, min_std_deviation_ms: 100, first_interval_ms: 1000, threshold: 8 }
const narrow = { ...plain, window_size: 3 }
const long = { ...plain, acceptable_pause_ms: 3000 }

/** Heartbeats at these intervals, after a first one. */
function beats(...intervalsMs: readonly number[]): Operation[] {
  return [beat, ...intervalsMs.flatMap((ms) => [wait(ms), beat])]
}

const regular = (count: number): number[] => Array.from({ length: count }, () => 1000)

export const SCENARIOS: readonly Scenario[] = [
  shows('trusts-the-unknown', plain, [phi, isUp, wait(60_000), phi, isUp]),
  shows('starts-from-an-estimate', plain, [beat, phi, wait(1000), phi, wait(1000), phi, wait(500), isUp]),
  shows('starts-from-an-estimate', plain, [wait(3000), ...beats(1000), wait(1500), phi]),
  shows('starts-from-an-estimate', { ...plain, first_interval_ms: 400 }, [
    ...beats(300, 500),
    wait(700),
    phi,
  ]),
  shows('phi-is-the-formula', plain, [...beats(700, 1300, 900), wait(1500), phi, wait(300), phi]),
  shows('phi-is-the-formula', plain, [...beats(700, 1300), wait(2000), phi, wait(500), phi, wait(500), phi]),
  shows('phi-is-the-formula', { ...plain, threshold: 100 }, [beat, wait(2600), phi, wait(1400), phi]),
  shows('phi-is-the-formula', plain, [...beats(400, 1600), phi, wait(500), phi, wait(500), phi, isUp]),
  shows('rises-with-silence', plain, [
    ...beats(900, 1100),
    ...[500, 500, 200, 200, 200, 200].flatMap((ms) => [wait(ms), phi]),
  ]),
  shows('rises-with-silence', plain, [...beats(900, 1100), wait(1500), phi, phi, isUp, phi]),
  shows('learns-every-interval', plain, [...beats(500, 500, 0, 0, 1), wait(800), phi]),
  shows('learns-every-interval', plain, [...beats(500), wait(1300), phi, beat, wait(1300), phi], {
    startMs: 0,
  }),
  shows('keeps-a-window', narrow, [...beats(900, 1100, 700, 1300), wait(1600), phi]),
  shows('keeps-a-window', narrow, [...beats(800, 1200), wait(1500), phi, beat, wait(1500), phi]),
  shows('keeps-a-window', { ...narrow, window_size: 2 }, [...beats(1200, 1300, 1500, 1600), wait(2000), phi]),
  shows('deviation-has-a-least', narrow, [...beats(1000, 1000, 1000, 1000), wait(1100), phi, wait(300), phi]),
  shows('deviation-has-a-least', { ...plain, min_std_deviation_ms: 400 }, [beat, wait(2000), phi]),
  shows('deviation-has-a-least', { ...plain, min_std_deviation_ms: 50 }, [
    ...beats(600, 1400, 600, 1400),
    wait(1700),
    phi,
  ]),
  shows('accepts-a-pause', long, [...beats(900, 1100), wait(3000), phi, isUp, wait(1700), phi, isUp]),
  shows('accepts-a-pause', { ...plain, acceptable_pause_ms: 500 }, [beat, wait(1600), phi, wait(700), phi]),
  shows('suspects-at-the-threshold', { ...plain, threshold: 1 }, [
    beat,
    wait(1200),
    isUp,
    wait(200),
    isUp,
    phi,
  ]),
  shows('suspects-at-the-threshold', { ...plain, threshold: 16 }, [beat, wait(2500), isUp, wait(500), isUp]),
  shows('leaves-outages-out', plain, [...beats(900, 1100, 20_000, 1000), wait(1500), phi, wait(1000), isUp]),
  shows('leaves-outages-out', { ...plain, threshold: 3 }, [...beats(600, 1400, 1800, 9000), wait(1900), phi]),
  shows('a-heartbeat-clears', plain, [
    ...beats(900, 1100),
    wait(20_000),
    isUp,
    beat,
    isUp,
    phi,
    wait(900),
    isUp,
    phi,
  ]),
  shows('uses-the-given-clock', plain, [beat, wait(1500), phi, wait(1500), isUp], { systemClock: 'frozen' }),
  shows('instances-share-nothing', plain, [beat, callOn(1, 'phi'), wait(1500), callOn(1, 'phi')], {
    subjects: 2,
  }),
  shows('has-the-stated-defaults', {}, [beat, wait(1500), phi, wait(900), isUp, wait(300), isUp]),
  shows('has-the-stated-defaults', {}, [...beats(...regular(30)), wait(1350), phi]),
  shows('has-the-stated-defaults', {}, [...beats(700, 1300, ...regular(104)), wait(1350), phi]),
  shows('has-the-stated-defaults', {}, [...beats(200, 1800, 200, 1800, ...regular(101)), wait(1400), phi]),
]

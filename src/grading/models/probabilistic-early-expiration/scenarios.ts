import type { Scenario } from '../../model.ts'
import type { Deed, Json, Operation } from '../../sequence.ts'
import { call, callOn, handing, shows, wait } from '../steps.ts'

const get = (key: string, ...does: readonly Deed[]): Operation => call('get', key, handing('load', does))
const gives = (value: Json, takesMs = 0): Deed => ({ gives: value, takesMs })
const down = (takesMs = 0): Deed => ({ fails: 'timeout', takesMs })
/** What a get is handed that should load nothing. */
const seen = (key = 'a'): Operation => get(key, gives('loaded'))

const brief = { ttl_ms: 1000, negative_ttl_ms: 200, beta: 1 }
const half = { random: [0.5] }
/** Far from the expiry nothing is recomputed with it. */
const late = { random: [0.96875] }
const zero = { random: [0] }

/** Loads for 400 ms; with a draw of 0.5 it is recomputed from 277.26 ms before the expiry on. */
const slow = get('a', gives('old', 400))

export const SCENARIOS: readonly Scenario[] = [
  shows('loads-what-is-missing', brief, [get('a', gives(1)), get('b', gives(2)), seen('a'), seen('b')], late),
  shows(
    'loads-what-is-missing',
    brief,
    [get('constructor', gives(1)), seen('constructor'), get('', gives(2)), seen('')],
    late,
  ),
  ...[1, 0, false, '', 'x', [1, 2]].map((value) =>
    shows('serves-what-is-there', brief, [get('a', gives(value)), wait(500), seen(), seen()], late),
  ),
  shows('expires-at-its-age', brief, [get('a', gives(1)), wait(999), seen(), wait(1), seen()], late),
  shows('expires-at-its-age', brief, [get('a', gives(1)), wait(600), seen(), wait(400), seen()], late),
  shows('expires-at-its-age', brief, [get('a', gives(1)), wait(60_000), seen()], late),
  shows('expires-at-its-age', brief, [get('a', gives(1, 400)), wait(1000), seen()], late),
  shows('recomputes-early', brief, [slow, wait(720), seen(), wait(3), seen(), seen()], half),
  shows('recomputes-early', brief, [slow, wait(400), seen(), wait(50), seen()], { random: [0.25] }),
  shows(
    'recomputes-early',
    { ...brief, ttl_ms: 60_000 },
    [slow, wait(50_000), seen(), wait(9000), seen()],
    half,
  ),
  shows('recomputes-early', brief, [slow, wait(987), seen(), wait(1), seen()], late),
  shows('recomputes-early', brief, [slow, wait(990), seen(), seen()], late),
  shows('beta-scales-the-chance', { ...brief, beta: 2 }, [slow, wait(440), seen(), wait(10), seen()], half),
  shows('beta-scales-the-chance', { ...brief, beta: 0.5 }, [slow, wait(850), seen(), wait(20), seen()], half),
  shows(
    'delta-is-the-last-load',
    brief,
    [slow, wait(800), get('a', gives('new', 100)), wait(900), seen(), wait(40), seen()],
    half,
  ),
  shows(
    'delta-is-the-last-load',
    brief,
    [slow, get('b', gives('b', 0)), wait(800), seen('b'), seen('a')],
    half,
  ),
  shows(
    'delta-is-the-last-load',
    brief,
    [get('a', gives('a', 0)), get('b', gives('b', 400)), wait(500), seen('a')],
    half,
  ),
  shows('delta-is-the-last-load', brief, [slow, wait(750), get('a', down(10)), wait(100), seen()], half),
  shows('draws-for-each-get', { ...brief, ttl_ms: 10_000 }, [slow, wait(9000), seen(), seen(), seen()], {
    random: [0.5, 0.75, 0.0625],
  }),
  shows('draws-for-each-get', { ...brief, ttl_ms: 10_000 }, [slow, wait(9000), seen(), seen(), seen()], {
    random: [0.0625, 0.5, 0.5, 0.5],
  }),
  shows('draws-for-each-get', { ...brief, ttl_ms: 10_000 }, [slow, wait(9000), seen(), seen()], {
    random: [0.5, 0.0625, 0.5, 0.5],
  }),
  shows('a-draw-of-zero-recomputes', brief, [get('a', gives('old', 1)), wait(1), seen(), seen()], zero),
  shows('a-draw-of-zero-recomputes', brief, [get('a', gives('old')), wait(999), seen(), seen()], zero),
  shows(
    'an-early-failure-serves-the-old',
    brief,
    [slow, wait(800), get('a', down()), get('a', gives('new'))],
    half,
  ),
  shows(
    'an-early-failure-serves-the-old',
    brief,
    [slow, wait(800), get('a', down()), wait(200), get('a', gives('new'))],
    half,
  ),
  shows(
    'an-early-failure-serves-the-old',
    brief,
    [slow, wait(800), get('a', down(500)), get('a', gives('new'))],
    half,
  ),
  shows(
    'an-early-failure-serves-the-old',
    brief,
    [slow, wait(800), get('a', down()), seen(), call('invalidate', 'a')],
    { random: [0.5, 0.96875] },
  ),
  shows(
    'a-failed-load-comes-out',
    brief,
    [get('a', down()), get('a', { fails: 'reset' }), get('a', gives(1)), seen()],
    late,
  ),
  shows(
    'a-failed-load-comes-out',
    brief,
    [get('a', gives(1)), wait(1000), get('a', down()), get('a', gives(2))],
    late,
  ),
  shows('nothing-has-its-own-life', brief, [get('a', gives(null)), wait(199), seen(), wait(1), seen()], late),
  shows('nothing-has-its-own-life', brief, [get('a', gives(0)), wait(200), seen()], late),
  shows(
    'nothing-has-its-own-life',
    brief,
    [get('a', gives(null, 400)), wait(100), seen(), wait(100), seen()],
    late,
  ),
  shows(
    'life-begins-after-the-load',
    brief,
    [get('a', gives(1, 700)), wait(700), seen(), wait(300), seen()],
    late,
  ),
  shows('life-begins-after-the-load', brief, [get('a', gives(1, 5000)), seen()], late),
  shows(
    'invalidate-takes-out',
    brief,
    [
      call('invalidate', 'a'),
      get('a', gives(1)),
      call('invalidate', 'a'),
      call('invalidate', 'a'),
      get('a', gives(2)),
      wait(1000),
      call('invalidate', 'a'),
    ],
    late,
  ),
  shows('uses-the-given-clock', brief, [get('a', gives(1)), wait(1000), seen()], {
    ...late,
    systemClock: 'frozen',
  }),
  shows('uses-the-given-clock', brief, [slow, wait(800), seen()], { ...half, systemClock: 'frozen' }),
  shows(
    'instances-share-nothing',
    brief,
    [get('a', gives(1)), callOn(1, 'get', 'a', handing('load', [gives(2)]))],
    { ...late, subjects: 2 },
  ),
  shows('has-the-stated-defaults', {}, [get('a', gives(1)), wait(59_999), seen(), wait(1), seen()], half),
  shows('has-the-stated-defaults', {}, [get('a', gives(null)), wait(4999), seen(), wait(1), seen()], half),
  shows(
    'has-the-stated-defaults',
    {},
    [get('a', gives(1, 10_000)), wait(52_000), seen(), wait(2000), seen()],
    half,
  ),
]

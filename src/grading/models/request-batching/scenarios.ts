import type { Scenario } from '../../model.ts'
import type { Deed, Json, Operation, Sequence } from '../../sequence.ts'
import { call, finish, shows, start, startAfter, startOn, wait } from '../steps.ts'

const HELD: Partial<Sequence> = { given: { load_many: { does: [{ holds: true }] } } }

/** Calls one after the other for these keys, from call 1. */
function loads(...keys: readonly string[]): Operation[] {
  return loadsFrom(1, ...keys)
}

function loadsFrom(first: number, ...keys: readonly string[]): Operation[] {
  return keys.map((key, index) => start(first + index, 'load', key))
}

/** The answer of a batch, by the number of the batch. */
function answer(batch: number, ...entries: readonly Json[]): Operation {
  return finish('load_many', { gives: entries }, batch)
}

function failure(batch: number, fails = 'unreachable'): Operation {
  return finish('load_many', { fails }, batch)
}

const flush = call('flush')
const close = call('close')
const waiting = call('waiting')

const one = { max_batch: 1, max_delay_ms: 100 }
const two = { max_batch: 2, max_delay_ms: 100 }
const three = { max_batch: 3, max_delay_ms: 100 }
const ten = { max_batch: 10, max_delay_ms: 100 }

/** Every batch stays in flight until it is answered. */
function held(property: string, options: typeof one, ...ops: readonly Operation[]): Scenario {
  return shows(property, options, ops, HELD)
}

/** Batches are answered at once. */
function atOnce(
  property: string,
  options: typeof one,
  does: readonly Deed[],
  ...ops: readonly Operation[]
): Scenario {
  return shows(property, options, ops, { given: { load_many: { does } } })
}

export const SCENARIOS: readonly Scenario[] = [
  held('sends-when-full', two, ...loads('a', 'b'), answer(1, 1, 2)),
  held('sends-when-full', three, ...loads('a', 'b', 'c', 'd'), answer(1, 1, 2, 3), waiting),
  held('sends-when-full', two, ...loads('a', 'b', 'c'), flush, answer(1, 1, 2), answer(2, 3)),
  held('sends-when-full', one, ...loads('a', 'b'), answer(2, 2), answer(1, 1)),
  held('sends-after-the-delay', ten, ...loads('a', 'b'), wait(99), wait(1), answer(1, 1, 2)),
  held(
    'sends-after-the-delay',
    ten,
    ...loads('a'),
    wait(60),
    ...loadsFrom(2, 'b'),
    wait(30),
    ...loadsFrom(3, 'c'),
    wait(10),
    wait(90),
  ),
  held('sends-after-the-delay', ten, wait(50), ...loads('a'), wait(50), wait(50), answer(1, 1)),
  held('sends-after-the-delay', two, ...loads('a', 'b', 'c'), wait(100), ...loadsFrom(4, 'd'), wait(100)),
  held(
    'sends-after-the-delay',
    ten,
    ...loads('a'),
    wait(100),
    wait(40),
    ...loadsFrom(2, 'b'),
    wait(99),
    wait(1),
  ),
  held(
    'a-sent-batch-is-over',
    two,
    ...loads('a'),
    wait(60),
    ...loadsFrom(2, 'b'),
    wait(20),
    ...loadsFrom(3, 'c'),
    wait(20),
    wait(80),
  ),
  held('a-sent-batch-is-over', ten, ...loads('a'), wait(60), flush, ...loadsFrom(2, 'b'), wait(40), wait(60)),
  held(
    'a-sent-batch-is-over',
    two,
    ...loads('a', 'b', 'c'),
    startAfter(1, 4, 'load', 'd'),
    startAfter(2, 5, 'load', 'd'),
    answer(1, 1, 2),
    waiting,
  ),
  held('sends-each-key-once', two, ...loads('a', 'a', 'b'), answer(1, 1, 2), waiting),
  held('sends-each-key-once', three, ...loads('a', 'a', 'b', 'a', 'c'), answer(1, 1, 2, 3)),
  held('sends-each-key-once', three, ...loads('a', 'b', 'a'), wait(100), answer(1, 7, null)),
  held('sends-keys-as-they-came', three, ...loads('b', 'c', 'a'), answer(1, 'b', 'c', 'a')),
  held('sends-keys-as-they-came', three, ...loads('a', '10', '9'), answer(1, 'a', '10', '9')),
  held('sends-keys-as-they-came', three, ...loads('', 'A', 'a'), answer(1, 1, 2, 3)),
  held('sends-keys-as-they-came', three, ...loads('constructor', '__proto__', 'a b:/?é'), answer(1, 1, 2, 3)),
  held('each-gets-its-own', three, ...loads('a', 'b', 'c'), answer(1, 'x', { id: 2 }, [3])),
  held('each-gets-its-own', three, ...loads('a', 'b', 'c'), answer(1, 0, false, '')),
  atOnce('each-gets-its-own', two, [{ gives: [1, 2] }, { gives: [3, 4] }], ...loads('a', 'b', 'c', 'd')),
  held('a-missing-key-fails-alone', three, ...loads('a', 'b', 'c'), answer(1, 1, null, 3)),
  held(
    'a-missing-key-fails-alone',
    two,
    ...loads('a', 'b', 'a'),
    answer(1, null, 2),
    wait(100),
    answer(2, 5),
  ),
  held(
    'a-failed-batch-fails-its-callers',
    three,
    ...loads('a', 'b', 'a', 'c', 'd'),
    failure(1),
    waiting,
    wait(100),
  ),
  held('a-failed-batch-fails-its-callers', two, ...loads('a', 'b', 'c', 'd'), failure(1), answer(2, 3, 4)),
  held('a-failed-batch-fails-its-callers', two, ...loads('a', 'b'), failure(1, 'NotFoundError'), waiting),
  atOnce(
    'a-failed-batch-fails-its-callers',
    two,
    [{ fails: 'unreachable' }],
    ...loads('a', 'b', 'c'),
    wait(100),
  ),
  held('notices-a-wrong-count', three, ...loads('a', 'b', 'c'), answer(1, 1, 2)),
  held('notices-a-wrong-count', two, ...loads('a', 'b'), answer(1, 1, 2, 3), waiting),
  held('notices-a-wrong-count', two, ...loads('a', 'a', 'b'), answer(1), waiting),
  held('batches-go-side-by-side', two, ...loads('a', 'b', 'c', 'd'), answer(2, 3, 4), answer(1, 1, 2)),
  held('batches-go-side-by-side', two, ...loads('a', 'b', 'c'), waiting, wait(100), answer(2, 3), failure(1)),
  held('batches-go-side-by-side', two, ...loads('a', 'b', 'c', 'd'), answer(1, 1, 2), answer(2, 3, 4)),
  held('keeps-nothing', one, ...loads('a'), answer(1, 1), ...loadsFrom(2, 'a'), answer(2, 2)),
  held('keeps-nothing', one, ...loads('a', 'a'), answer(1, 1), answer(2, 2)),
  held('keeps-nothing', one, ...loads('a'), failure(1), ...loadsFrom(2, 'a'), answer(2, 2)),
  held('flushes-when-told-to', ten, ...loads('a', 'b'), flush, answer(1, 1, 2), wait(100)),
  held('flushes-when-told-to', ten, flush, ...loads('a'), flush, flush, answer(1, 1)),
  held('closes-with-what-waits', ten, ...loads('a', 'b'), close, answer(1, 1, 2), wait(100)),
  held('closes-with-what-waits', two, ...loads('a', 'b', 'c'), close, answer(1, 1, 2), answer(2, 3)),
  held(
    'closes-with-what-waits',
    two,
    close,
    ...loads('a'),
    close,
    ...loadsFrom(2, 'b', 'c'),
    waiting,
    wait(100),
  ),
  held('tells-how-many-wait', two, waiting, ...loads('a', 'a'), waiting, ...loadsFrom(3, 'b'), waiting),
  held(
    'tells-how-many-wait',
    ten,
    ...loads('a', 'b', 'c', 'a'),
    waiting,
    flush,
    ...loadsFrom(5, 'a'),
    waiting,
  ),
  shows('waits-by-the-given-scheduler', two, [...loads('a'), wait(100), answer(1, 1)], {
    ...HELD,
    systemClock: 'frozen',
  }),
  shows(
    'instances-share-nothing',
    two,
    [...loads('a'), startOn(1, 2, 'load', 'b'), wait(100), answer(1, 1), answer(2, 2)],
    { ...HELD, subjects: 2 },
  ),
  shows(
    'has-the-stated-defaults',
    { max_delay_ms: 100 },
    [...loads('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'), waiting],
    HELD,
  ),
  shows('has-the-stated-defaults', { max_batch: 3 }, [...loads('a'), wait(9), wait(1), answer(1, 1)], HELD),
]

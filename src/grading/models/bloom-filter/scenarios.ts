import type { Scenario } from '../../model.ts'
import type { Operation } from '../../sequence.ts'
import { call, callOn, shows, subject } from '../steps.ts'

const add = (key: string): Operation => call('add', key)
const addAll = (keys: readonly string[]): Operation => call('add_all', keys)
const mightContain = (key: string): Operation => call('might_contain', key)
const filter = (keys: readonly string[]): Operation => call('filter', keys)
const bits: Operation = call('bits')
const hashes: Operation = call('hashes')

function keysOf(prefix: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${prefix}${index}`)
}

const hundred = { capacity: 100, false_positive_rate: 0.01 }
const five = { capacity: 5, false_positive_rate: 0.01 }
const users = keysOf('user-', 40)
const pages = keysOf('page/', 40)
const odd = ['', ' ', 'ключ', '键', '🔑', 'a'.repeat(300)]

const alone: readonly Scenario[] = [
  shows('no-false-negatives', hundred, [add('a'), mightContain('a'), add('b'), mightContain('a')]),
  shows('no-false-negatives', hundred, [...users.map(add), filter(users)]),
  shows('no-false-negatives', hundred, [addAll(odd), filter(odd), mightContain('')]),
  shows('empty-contains-nothing', hundred, [mightContain('a'), filter(users)]),
  shows('empty-contains-nothing', {}, [filter([...users, ...pages])]),
  shows('false-positives-within-the-rate', { capacity: 500, false_positive_rate: 0.01 }, [
    addAll(keysOf('user-', 500)),
    filter(keysOf('user-', 500)),
    filter(keysOf('guest-', 3000)),
  ]),
  shows('false-positives-within-the-rate', hundred, [addAll(users), filter(keysOf('user-', 1000))]),
  shows('holds-bits-not-keys', { capacity: 500, false_positive_rate: 0.01 }, [
    addAll(keysOf('k', 500)),
    filter(keysOf('l', 6000)),
  ]),
  shows('takes-the-bits-it-needs', { capacity: 1000, false_positive_rate: 0.01 }, [bits]),
  shows('takes-the-bits-it-needs', { capacity: 1000, false_positive_rate: 0.001 }, [bits]),
  shows('takes-the-bits-it-needs', { capacity: 1, false_positive_rate: 0.05 }, [bits]),
  shows('takes-the-hashes-it-needs', { capacity: 1000, false_positive_rate: 0.01 }, [bits, hashes]),
  shows('takes-the-hashes-it-needs', { capacity: 1000, false_positive_rate: 0.05 }, [bits, hashes]),
  shows('takes-the-hashes-it-needs', { capacity: 1000, false_positive_rate: 0.001 }, [bits, hashes]),
  shows('takes-the-hashes-it-needs', { capacity: 1000, false_positive_rate: 0.5 }, [bits, hashes]),
  shows('goes-on-beyond-capacity', five, [...users.slice(0, 8).map(add), filter(users.slice(0, 8))]),
  shows('goes-on-beyond-capacity', { capacity: 20, false_positive_rate: 0.01 }, [
    addAll(users),
    filter(users),
  ]),
  shows('asking-changes-nothing', hundred, [
    add('a'),
    mightContain('b'),
    mightContain('b'),
    mightContain('b'),
  ]),
  shows('asking-changes-nothing', hundred, [add('a'), filter(users), filter(users)]),
  shows('lists-are-keys-one-by-one', hundred, [addAll(users), filter(users), mightContain('user-7')]),
  shows('lists-are-keys-one-by-one', hundred, [addAll(['a', 'b']), filter(['c', 'b', 'd', 'a', 'e', 'b'])]),
  shows('lists-are-keys-one-by-one', hundred, [addAll([]), filter([])]),
]

const two = { subjects: 2 }
const sizes = (...capacities: readonly number[]) => ({
  subjects: 2,
  each: capacities.map((capacity) => ({ capacity })),
})

const addOther = callOn(1, 'add_all', pages)
const filterOther = (keys: readonly string[]): Operation => callOn(1, 'filter', keys)
const merge = call('merge', subject(1))

const merging: readonly Scenario[] = [
  shows('merge-takes-over-all', hundred, [addAll(users), addOther, merge, filter(users), filter(pages)], two),
  shows(
    'merge-takes-over-all',
    hundred,
    [addAll(users), addOther, merge, filterOther(pages), filterOther(users)],
    two,
  ),
  shows(
    'merge-takes-over-all',
    hundred,
    [addAll(['a', 'b']), callOn(1, 'add_all', ['b', 'c']), merge, filter(['a', 'b', 'c'])],
    two,
  ),
  shows('merge-takes-over-all', hundred, [addAll(users), call('merge', subject(0)), filter(users)], two),
  shows('merge-takes-over-all', hundred, [merge, addAll(users), filterOther(users), filter(users)], two),
  shows(
    'merge-needs-equal-sizes',
    { false_positive_rate: 0.01 },
    [addAll(users), addOther, merge, filter(users), mightContain('page/1')],
    sizes(100, 1000),
  ),
  shows('merge-needs-equal-sizes', { capacity: 1000 }, [merge, callOn(1, 'merge', subject(0))], {
    subjects: 2,
    each: [{ false_positive_rate: 0.01 }, { false_positive_rate: 0.001 }],
  }),
]

export const SCENARIOS: readonly Scenario[] = [
  ...alone,
  ...merging,
  shows('instances-share-nothing', hundred, [addAll(users), filterOther(users)], two),
  shows('has-the-stated-defaults', {}, [bits, hashes]),
  shows('has-the-stated-defaults', { capacity: 1000 }, [bits]),
  shows('has-the-stated-defaults', { false_positive_rate: 0.01 }, [bits]),
]

import type { Scenario } from '../../model.ts'
import type { Operation } from '../../sequence.ts'
import { call, callOn, shows, wait } from '../steps.ts'

const seen = (id: string): Operation => call('seen', id)
const remembers = (id: string): Operation => call('remembers', id)
const forget = (id: string): Operation => call('forget', id)
const size: Operation = call('size')
const ids: Operation = call('ids')
const seenAll = (text: string): Operation[] => [...text].map(seen)

const small = { capacity: 3, window_ms: 100 }

const TELLING: readonly Scenario[] = [
  shows('tells-first-from-again', small, [seen('a'), seen('a'), seen('a')]),
  shows('tells-first-from-again', small, [...seenAll('aba'), seen('b')]),
  shows('tells-first-from-again', small, [seen(''), seen(''), seen('constructor'), seen('constructor')]),
  shows('tells-first-from-again', small, [seen('a'), wait(10), seen('a')], { startMs: 0 }),
  shows('expires-at-its-age', small, [seen('a'), wait(99), seen('a'), wait(1), seen('a'), seen('a')]),
  shows('expires-at-its-age', small, [
    seen('a'),
    wait(60),
    seen('b'),
    wait(40),
    remembers('a'),
    remembers('b'),
  ]),
  shows('expires-at-its-age', small, [seen('a'), wait(1000), seen('a')]),
  shows('looking-changes-nothing', small, [remembers('a'), seen('a'), remembers('a'), ids]),
  shows('size-and-ids-tell-what-is-there', small, [size, ids, ...seenAll('ba'), size, ids]),
  shows('size-and-ids-tell-what-is-there', small, [seen('a'), wait(60), seen('b'), wait(40), size, ids]),
]

const KEEPING: readonly Scenario[] = [
  shows('duplicates-change-nothing', small, [seen('a'), wait(60), seen('a'), wait(60), seen('a')]),
  shows('duplicates-change-nothing', small, [...seenAll('abca'), seen('d'), ids]),
  shows('duplicates-change-nothing', small, [...seenAll('abcc'), remembers('a'), ids]),
  shows('holds-up-to-capacity', small, [...seenAll('abc'), size, seen('d'), size]),
  shows('holds-up-to-capacity', small, [...seenAll('abcd'), remembers('b'), remembers('c'), remembers('d')]),
  shows('holds-up-to-capacity', small, [...seenAll('abc'), remembers('a'), seen('d'), remembers('a')]),
  shows('evicts-the-oldest', small, [...seenAll('abcd'), ids, seen('e'), ids]),
  shows('evicts-the-oldest', small, [...seenAll('abcd'), seen('d'), seen('a')]),
  shows('evicts-the-oldest', small, [
    seen('a'),
    wait(60),
    seen('b'),
    wait(40),
    ...seenAll('acd'),
    remembers('a'),
    remembers('b'),
  ]),
  shows('forget-takes-out', small, [seen('a'), forget('a'), remembers('a'), seen('a'), seen('a')]),
  shows('forget-takes-out', small, [forget('a'), seen('a'), wait(100), forget('a')]),
  shows('forget-takes-out', small, [...seenAll('ab'), forget('a'), ...seenAll('ac'), seen('a'), ids]),
  shows('forget-takes-out', small, [...seenAll('abc'), forget('b'), ...seenAll('d'), remembers('a'), ids]),
]

const many = Array.from({ length: 17 }, (_, index) => seen(`m${index}`))

const SURROUNDINGS: readonly Scenario[] = [
  shows('uses-the-given-clock', small, [seen('a'), wait(100), seen('a')], { systemClock: 'frozen' }),
  shows('instances-share-nothing', small, [seen('a'), callOn(1, 'seen', 'a')], { subjects: 2 }),
  shows('has-the-stated-defaults', { window_ms: 100 }, [...many, size, remembers('m0'), remembers('m1')]),
  shows('has-the-stated-defaults', { capacity: 3 }, [
    seen('a'),
    wait(299_999),
    seen('a'),
    wait(1),
    seen('a'),
  ]),
]

export const SCENARIOS: readonly Scenario[] = [...TELLING, ...KEEPING, ...SURROUNDINGS]

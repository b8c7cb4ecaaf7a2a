import type { Scenario } from '../../model.ts'
import type { Deed, Operation, Script } from '../../sequence.ts'
import { call, callOn, shows } from '../steps.ts'
import { damaged, file, torn, unfinished, without } from './contents.ts'

const OK: Deed = {}
const BROKEN: Deed = { fails: 'io-error' }

const append = (payload: string): Operation => call('append', payload)
const commit: Operation = call('commit')
const flush: Operation = call('flush')
const durable: Operation = call('durable')
const checkpoint = (lsn: number): Operation => call('checkpoint', lsn)
const recover = (contents: string, at = 0): Operation => call('recover', contents, at)

/** A transaction with these payloads. */
const transaction = (...payloads: readonly string[]): Operation[] => [...payloads.map(append), commit]

/** Operations of the file of which the first runs end so, and all others well. */
type Disk = Readonly<Record<'write' | 'sync' | 'truncate' | 'discard', readonly Deed[]>>

const log = (property: string, ops: readonly Operation[], disk: Partial<Disk> = {}): Scenario => {
  const given = Object.fromEntries(
    Object.entries(disk).map(([name, does]): [string, Script] => [name, { does }]),
  )
  return shows(property, {}, ops, { given })
}

const NUMBERS = 'numbers-records-in-order'
const FORM = 'writes-the-stated-form'
const GROUPS = 'commits-in-groups'
const SYNCED = 'durable-only-when-synced'
const FINAL = 'a-failure-is-final'
const STOPS = 'stops-at-the-first-bad-record'
const REPLAYS = 'replays-committed-transactions'
const AFTER = 'replays-after-the-checkpoint'
const CUTS = 'cuts-what-it-does-not-keep'
const GOES_ON = 'goes-on-where-it-ended'
const GAP = 'refuses-a-gap'
const AHEAD = 'data-never-ahead-of-the-log'
const DISCARDS = 'discards-what-the-data-files-hold'

const THREE = file(1, ['a'], ['b'], ['c'])

const WRITING: readonly Scenario[] = [
  log(NUMBERS, [...transaction('a', 'b'), ...transaction('c')]),
  log(NUMBERS, [commit, append('a'), flush, append('b'), commit, flush]),
  log(FORM, [append('hello'), flush]),
  log(FORM, [append(''), append('x:1'), append('a\nb'), commit, flush]),
  log(GROUPS, [...transaction('a'), ...transaction('b', 'c'), flush, flush]),
  log(GROUPS, [flush, append('a'), flush, commit, flush, durable]),
  log(SYNCED, [durable, ...transaction('a'), durable, flush, durable]),
  log(SYNCED, [append('a'), flush, durable, commit, append('b'), flush, durable]),
  log(SYNCED, [...transaction('a'), flush, durable], { sync: [BROKEN] }),
  log(FINAL, [...transaction('a'), flush, flush, durable], { sync: [BROKEN, OK] }),
  log(FINAL, [...transaction('a'), flush, append('b'), commit, flush, durable], { sync: [BROKEN, OK] }),
  log(FINAL, [...transaction('a'), flush, append('b'), flush, durable], { write: [BROKEN, OK] }),
  log(FINAL, [...transaction('a'), flush, flush, durable], { write: [BROKEN, OK] }),
  log(FINAL, [...transaction('a'), flush, ...transaction('b'), flush, checkpoint(2), durable], {
    sync: [OK, BROKEN],
  }),
]

const READING: readonly Scenario[] = [
  log(STOPS, [recover(torn(THREE, 1)), durable]),
  log(STOPS, [recover(torn(THREE, 5)), durable]),
  log(STOPS, [recover(THREE), durable]),
  log(STOPS, [recover(damaged(THREE, 2, 'b', 'B')), durable]),
  log(STOPS, [recover(damaged(THREE, 2, ':1:', ':99999999999999999999:')), durable]),
  log(STOPS, [recover(damaged(THREE, 0, ':D:', ':C:')), durable]),
  log(STOPS, [recover(without(THREE, 2)), durable]),
  log(STOPS, [recover(`${THREE}${file(8, ['d'])}`), durable]),
  log(STOPS, [recover(`${THREE}${file(3, ['old'])}`), durable]),
  log(STOPS, [recover(file(1, ['a\nb'], ['c'])), durable]),
  log(STOPS, [recover(`${THREE}\0\0\0\0`)]),
  log(STOPS, [recover(file(3, ['a'], ['b']), 2), recover(file(3, ['a'], ['b']), 4)]),
  log(REPLAYS, [recover(file(1, ['a', 'b'], [], ['', 'c']))]),
  log(REPLAYS, [recover(unfinished(1, ['a'], ['b', 'c']))]),
  log(REPLAYS, [recover(unfinished(1, ['a', 'b']))]),
  log(AFTER, [recover(THREE, 2), recover(THREE, 4), recover(THREE, 6)]),
  log(AFTER, [recover(file(1, ['a', 'b'], ['c', 'd']), 2), recover(file(1, ['a', 'b'], ['c', 'd']), 4)]),
  log(CUTS, [recover(THREE), append('d'), commit, flush]),
  log(CUTS, [recover(torn(THREE, 3)), append('d'), commit, flush]),
  log(CUTS, [recover(unfinished(1, ['a'], ['b', 'c'])), commit, flush]),
  log(CUTS, [recover(unfinished(1, ['a'])), append('b')]),
  log(CUTS, [recover(file(1, ['a']), 5), append('b')]),
  log(CUTS, [recover(file(1, ['a']), 2), append('b')]),
  log(CUTS, [recover(''), recover('', 4), append('b')]),
  log(CUTS, [recover(torn(THREE, 3)), append('d'), recover(torn(THREE, 3))], { truncate: [BROKEN, OK] }),
]

const GOING_ON: readonly Scenario[] = [
  log(GOES_ON, [recover(file(3, ['a']), 2), durable, append('b'), flush]),
  log(GOES_ON, [recover('', 7), durable, append('a'), commit, flush]),
  log(GOES_ON, [recover(file(1, ['a']), 7), durable, append('b'), commit, flush]),
  log(GOES_ON, [recover(unfinished(1, ['a'], ['b', 'c'])), durable, append('d'), flush]),
  log(GOES_ON, [append('lost'), recover(file(1, ['a'])), append('b'), flush]),
  log(GOES_ON, [...transaction('a', 'b', 'c'), flush, recover(file(1, ['a'])), durable]),
  log(GOES_ON, [...transaction('a'), flush, recover(file(1, ['a'])), append('b'), commit, flush], {
    sync: [BROKEN, OK],
  }),
  log(GAP, [recover(file(5, ['a']), 4), recover(file(5, ['a']), 3), append('b'), durable]),
  log(GAP, [recover(torn(file(5, ['a'], ['b']), 2)), flush, recover('')]),
  log(GAP, [recover(file(2, ['a'])), durable]),
  log(GAP, [append('a'), flush, recover(torn(THREE, 3)), durable, append('b')], { truncate: [BROKEN] }),
  log(GAP, [recover(file(1, ['a'], ['b']), 2), recover(file(1, ['a'], ['b']), 1)]),
  log(AHEAD, [...transaction('a'), checkpoint(2), flush, checkpoint(2)]),
  log(AHEAD, [...transaction('a'), flush, append('b'), checkpoint(3), checkpoint(99)]),
  log(DISCARDS, [
    ...[...transaction('a'), ...transaction('b', 'c'), flush],
    ...[checkpoint(1), checkpoint(4), checkpoint(5), checkpoint(5)],
  ]),
  log(DISCARDS, [
    ...[...transaction('a'), ...transaction('b'), append('c'), flush],
    ...[checkpoint(2), commit, flush, checkpoint(4), checkpoint(6)],
  ]),
  log(DISCARDS, [recover(THREE), checkpoint(2), ...transaction('d'), flush, checkpoint(8)]),
  log(DISCARDS, [...transaction('a'), flush, checkpoint(2), checkpoint(2), ...transaction('b'), flush], {
    discard: [BROKEN, OK],
  }),
  log(DISCARDS, [recover(torn(THREE, 3), 2), checkpoint(2), ...transaction('d'), flush, checkpoint(6)]),
]

export const SCENARIOS: readonly Scenario[] = [
  ...WRITING,
  ...READING,
  ...GOING_ON,
  shows(
    'instances-share-nothing',
    {},
    [append('a'), callOn(1, 'flush'), callOn(1, 'append', 'b'), flush, callOn(1, 'durable')],
    { subjects: 2 },
  ),
]

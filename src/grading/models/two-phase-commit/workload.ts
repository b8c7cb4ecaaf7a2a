import type { Deed, Operation, Sequence } from '../../sequence.ts'
import { call } from '../steps.ts'

/**
 * A transaction of so many participants, every second of which acknowledges only in the second round; one with as many that is recovered
 * from its log; and many with two participants after them.
 */
export function coordinatorWorkload(size: number): Sequence {
  const participants = Array.from({ length: size }, (_, index) => `participant-${index}`)
  const log = [['commit', ...participants.slice(size / 2)].join(' ')]
  const ops: Operation[] = [call('run', 'wide', participants), call('recover', 'again', log)]
  for (let index = 0; index < size; index += 32) {
    ops.push(call('run', `narrow-${index}`, participants.slice(0, 2)))
  }
  const firstRound = participants.map((_, index): Deed => (index % 2 === 0 ? { fails: 'timeout' } : {}))
  const given = {
    prepare: { does: [{ gives: 'yes' }] },
    commit: { does: [...firstRound, {}] },
    abort: { does: [{}] },
    record: { does: [{}] },
  }
  return { startMs: 5000, subjects: 1, options: {}, given, ops }
}

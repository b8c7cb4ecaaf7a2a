import type { Operation, Sequence } from '../../sequence.ts'
import { call } from '../steps.ts'

/**
 * A saga of so many steps whose last one is refused, so that all others are taken back; one that is resumed from a log as long, in the
 * middle of its way back; and many short ones after them.
 */
export function sagaWorkload(size: number): Sequence {
  const steps = Array.from({ length: size }, (_, index) => `step-${index}`)
  const last = steps.at(-1) ?? ''
  const forward = steps.slice(0, -1).flatMap((step) => [`doing ${step}`, `done ${step}`])
  const undone = steps.slice(size / 8, -1).reverse()
  const back = [...forward, `doing ${last}`, `refused ${last}`, ...undone.map((step) => `undone ${step}`)]
  const ops: Operation[] = [
    call('resume', 'forward', steps, forward.slice(0, size)),
    call('resume', 'back', steps, back),
  ]
  for (let index = 0; index < size; index += 32) ops.push(call('run', `short-${index}`, steps.slice(0, 2)))
  const act = { does: [{}], by: { [last]: [{ fails: 'StepRefusedError' }] } }
  const given = { act, compensate: { does: [{}] }, record: { does: [{}] } }
  return { startMs: 5000, subjects: 1, options: {}, given, ops }
}

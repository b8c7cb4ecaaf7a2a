import type * as FastCheck from 'fast-check'
import type { Operation, Script, Sequence } from '../../sequence.ts'
import { invoking } from '../random.ts'
import { deeds, texts } from '../random-scripts.ts'

/** The last has a blank, and ends with the name of another. */
const STEPS = ['a', 'b', 'c a']

/** Sagas of few steps whose functions fail now and then, and sagas that are resumed from any log there can be. */
export function sagaSequences(fc: typeof FastCheck): FastCheck.Arbitrary<Sequence> {
  const attempts = fc.integer({ min: 1, max: 3 })
  return fc.record({
    startMs: fc.constant(5000),
    subjects: fc.constant(1),
    options: fc.record({ step_attempts: attempts, compensation_attempts: attempts }),
    given: fc.record({
      act: byStep(fc, 2),
      compensate: byStep(fc, 3),
      record: fc.record({ does: deeds(fc, ['disk'], { every: 25, most: 30 }) }),
    }),
    ops: fc.array(operations(fc), { minLength: 1, maxLength: 5, size: 'max' }),
  })
}

function byStep(fc: typeof FastCheck, every: number): FastCheck.Arbitrary<Script> {
  const own = deeds(fc, ['timeout', 'timeout', 'StepRefusedError'], { every, most: 4 })
  return fc.record({ does: fc.tuple(), by: fc.record({ a: own, b: own, 'c a': own }) })
}

function operations(fc: typeof FastCheck): FastCheck.Arbitrary<Operation> {
  const saga = fc.constantFrom('s1', 's2')
  const lists = [STEPS, STEPS.slice(0, 2), ['c a', 'b', 'a'], ['a'], []]
  const steps = fc.oneof(...lists.map((one) => texts(fc, one)))
  const logs = fc.oneof(...logsOf(STEPS).map((one) => texts(fc, one)))
  return fc.oneof(invoking(fc, 'run', [saga, steps]), invoking(fc, 'resume', [saga, texts(fc, STEPS), logs]))
}

/** Every log that a saga of these steps can have at a crash, in which at most one compensation was stuck, once. */
function logsOf(steps: readonly string[]): string[][] {
  return ends(steps).flatMap((count) => {
    const forward = steps.slice(0, count).flatMap((step) => [`doing ${step}`, `done ${step}`])
    const next = steps[count]
    if (next === undefined) return [forward]
    const begun = [...forward, `doing ${next}`]
    const refused = waysBack([...begun, `refused ${next}`], steps.slice(0, count))
    const unknown = waysBack([...begun, `unknown ${next}`], steps.slice(0, count + 1))
    return [forward, begun, ...refused, ...unknown]
  })
}

function waysBack(decided: readonly string[], toUndo: readonly string[]): string[][] {
  const backwards = [...toUndo].reverse()
  return ends(backwards).flatMap((count) => {
    const log = [...decided, ...backwards.slice(0, count).map((step) => `undone ${step}`)]
    const next = backwards[count]
    return next === undefined ? [log] : [log, [...log, `stuck ${next}`]]
  })
}

/** How many of a list may be over: none, one, ... all. */
function ends(list: readonly string[]): number[] {
  return [...list.keys(), list.length]
}

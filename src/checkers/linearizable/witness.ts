import { generalEngine } from './engine.ts'
import type { Entry, ObjectHistory } from './entries.ts'
import type { SequentialModel } from './model.ts'

const STEPS_PER_OPERATION = 200

/**
 * One order of the operations on all objects, as positions in the history; undefined when the search for one is too
 * long. The orders of single objects are merged by moments: each operation takes effect when it and all before it on
 * its object have been called, which is before its return.
 */
export function mergedOrder(objects: readonly ObjectHistory[], model: SequentialModel): number[] | undefined {
  const search = generalEngine(model)
  const moments: { at: number; moment: number }[] = []
  for (const { entries } of objects) {
    const { order } = search(entries, 1000 + STEPS_PER_OPERATION * entries.length)
    if (!order) return undefined
    let moment = Number.NEGATIVE_INFINITY
    for (const number of order) {
      const entry = entries[number] as Entry
      moment = Math.max(moment, entry.call)
      moments.push({ at: entry.at, moment })
    }
  }
  return moments.sort((a, b) => a.moment - b.moment).map(({ at }) => at)
}

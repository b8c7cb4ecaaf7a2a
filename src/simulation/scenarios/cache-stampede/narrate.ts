import type { Words } from '../../kernel/witness.ts'

/** What the log of a run can hold. `a` and `b` are explained beside each. */
export const Told = {
  flushed: 0,
  /** a: fetches at the origin. */
  originFull: 1,
  originFree: 2,
  /** a: request, b: key. */
  fetchBegan: 3,
  /** a: request, b: key. */
  fetched: 4,
  /** a: request, b: key. */
  fetchFailed: 5,
  /** a: request, b: key. */
  servedOld: 6,
} as const

export const words: Words = {
  milestones: new Set<number>([Told.flushed, Told.originFull, Told.originFree]),
  sentence({ code, a, b }) {
    switch (code) {
      case Told.flushed:
        return 'the cache loses all that it holds'
      case Told.originFull:
        return `the origin works on ${a} fetches, all that it can; others queue`
      case Told.originFree:
        return 'no fetch queues at the origin any more'
      case Told.fetchBegan:
        return `request ${a} has key ${b} fetched`
      case Told.fetched:
        return `the fetch of key ${b} for request ${a} is stored`
      case Told.fetchFailed:
        return `the fetch of key ${b} for request ${a} fails`
      case Told.servedOld:
        return `request ${a} gets the value of key ${b} after its TTL`
      default:
        throw new Error(`no words for event ${code}`)
    }
  },
}

import type { Words } from '../../kernel/witness.ts'

/** What the log of a run can hold. `a` and `b` are explained beside each. */
export const Told = {
  /** a: request, b: client. */
  passed: 0,
  /** a: request, b: client. */
  refused: 1,
  /** a: request, b: client. */
  waits: 2,
  /** a: client, b: requests in one window's length, a new record beyond the limit. */
  beyondLimit: 3,
} as const

export const words: Words = {
  milestones: new Set<number>([Told.beyondLimit]),
  sentence({ code, a, b }) {
    switch (code) {
      case Told.passed:
        return `request ${a} of client ${b} passes`
      case Told.refused:
        return `request ${a} of client ${b} is refused`
      case Told.waits:
        return `request ${a} of client ${b} has to wait`
      case Told.beyondLimit:
        return `client ${a} has got ${b} requests through within one window's length`
      default:
        throw new Error(`no words for event ${code}`)
    }
  },
}

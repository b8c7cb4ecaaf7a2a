import type { Words } from '../../kernel/witness.ts'

/** What the log of a run can hold. `a` and `b` are explained beside each. */
export const Told = {
  outageBegan: 0,
  /** a: attempts that wait. */
  outageEnded: 1,
  /** a: attempts that wait. */
  queueFull: 2,
  /** a: attempts that wait; who comes now waits longer than the timeout. */
  queueHopeless: 3,
  /** a: attempts that wait. */
  queueEmpty: 4,
  /** The budget refuses for the first time. */
  budgetSpent: 5,
  /** a: request, b: number of the attempt, from 1. */
  sent: 6,
  /** a: request, b: number of the attempt, from 1. */
  failed: 7,
} as const

export const words: Words = {
  milestones: new Set<number>([
    Told.outageBegan,
    Told.outageEnded,
    Told.queueFull,
    Told.queueHopeless,
    Told.queueEmpty,
    Told.budgetSpent,
  ]),
  sentence({ code, a, b }) {
    switch (code) {
      case Told.outageBegan:
        return 'the server starts no more work'
      case Told.outageEnded:
        return `the server works again; attempts that wait: ${a}`
      case Told.queueFull:
        return `the queue is full with ${a}; attempts are refused`
      case Told.queueHopeless:
        return `${a} attempts wait, more than can be answered within the timeout`
      case Told.queueEmpty:
        return 'the queue is empty again'
      case Told.budgetSpent:
        return 'the retry budget is spent; requests fail without a retry'
      case Told.sent:
        return `attempt ${b} of request ${a} is sent`
      case Told.failed:
        return `attempt ${b} of request ${a} fails`
      default:
        throw new Error(`no words for event ${code}`)
    }
  },
}

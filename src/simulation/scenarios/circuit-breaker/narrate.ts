import type { LoggedEvent } from '../../kernel/event-log.ts'
import type { Words } from '../../kernel/witness.ts'
import { CLOSED, HALF_OPEN } from './breaker.ts'

/** What the log of a run can hold. `a` and `b` are explained beside each. */
export const Told = {
  outageBegan: 0,
  outageEnded: 1,
  /** a: state before, b: state after. */
  stateChanged: 2,
  /** a: request, b: how many failures in a row that makes. */
  callFailed: 3,
  /** a: request, b: trials now in flight. */
  trialBegan: 4,
  /** a: request, b: 1 when it succeeded. */
  trialEnded: 5,
  /** a: request; its result came from an earlier period. */
  lateResult: 6,
  poolFull: 7,
  queueFull: 8,
  /** a: request. */
  gaveUp: 9,
} as const

export const words: Words = {
  milestones: new Set<number>([
    Told.outageBegan,
    Told.outageEnded,
    Told.stateChanged,
    Told.trialEnded,
    Told.poolFull,
    Told.queueFull,
  ]),
  sentence,
}

const STATES = ['closed', 'open', 'half-open']

/** One logged event in plain words. */
function sentence({ code, a, b }: LoggedEvent): string {
  switch (code) {
    case Told.outageBegan:
      return 'the dependency becomes slow'
    case Told.outageEnded:
      return 'the dependency is well again'
    case Told.stateChanged:
      return stateChange(a, b)
    case Told.callFailed:
      return `the call of request ${a} fails, ${b} in a row`
    case Told.trialBegan:
      return `request ${a} goes through as a trial, ${b} in flight`
    case Told.trialEnded:
      return b === 1 ? `the trial of request ${a} succeeds` : `the trial of request ${a} fails`
    case Told.lateResult:
      return `the call of request ${a}, let through in an earlier period, ends`
    case Told.poolFull:
      return 'every worker is busy; requests queue'
    case Told.queueFull:
      return 'the queue is full; requests are turned away'
    case Told.gaveUp:
      return `the client of request ${a} gives up`
    default:
      throw new Error(`no words for event ${code}`)
  }
}

function stateChange(from: number, to: number): string {
  if (to === CLOSED) return 'the breaker closes: calls flow again'
  if (to === HALF_OPEN) return 'the breaker is half-open: a trial may go through'
  if (from === HALF_OPEN) return 'the breaker opens again and waits once more'
  return `the breaker goes from ${STATES[from]} to open: calls are rejected at once`
}

/** What the model remembers of a breaker and of its calls. */
export type State = 'closed' | 'open' | 'half_open'

export interface Options {
  readonly failureThreshold: number
  readonly resetTimeoutMs: number
  readonly halfOpenMaxCalls: number
  readonly successThreshold: number
}

export interface Breaker {
  state: State
  /** Raised at every change of state; a call belongs to the one in which it was let through. */
  generation: number
  /** Cells, because a program may wrongly share one of them among its breakers. */
  readonly row: Row
  readonly wins: Wins
  readonly slots: Slots
  readonly timer: Timer
  /** The property that made the state what it is: it decides about the next answer. */
  rule: string
}

interface Row {
  failures: number
  /** Of the type of the latest error alone, for a program that counts types apart. */
  readonly byType: Map<string, number>
  firstFailureAtMs: number
}

interface Wins {
  successes: number
}

interface Slots {
  trials: number
  /** As it was when the present turn of the event loop began. */
  trialsAtTurn: number
}

interface Timer {
  openedAtMs: number
  started: boolean
}

export interface Call {
  readonly breaker: Breaker
  readonly generation: number
  readonly trial: boolean
  readonly startedAtMs: number
}

export function newRow(): Row {
  return { failures: 0, byType: new Map(), firstFailureAtMs: 0 }
}

export function newWins(): Wins {
  return { successes: 0 }
}

export function newSlots(): Slots {
  return { trials: 0, trialsAtTurn: 0 }
}

export function newTimer(): Timer {
  return { openedAtMs: 0, started: false }
}

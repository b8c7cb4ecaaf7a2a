import { EventQueue } from './event-queue.ts'
import { TraceHash } from './trace-hash.ts'

const TWO_TO_32 = 4294967296

/** What happens at an event. `kind` and `subject` are the model's own numbers. */
export interface EventHandler {
  handle(kind: number, subject: number): void
}

/** Bounds that end a run which would not end by itself. */
export interface RunBudget {
  readonly maxEvents: number
  readonly maxTimeUs: number
  readonly beat?: (() => void) | undefined
}

/** So often a run shows that it goes on. */
export const EVENTS_PER_BEAT = 1024

/** Enough for any model here, and small enough that a model that never stops ends within minutes. */
export const DEFAULT_BUDGET: RunBudget = { maxEvents: 1e9, maxTimeUs: 1e14 }

/** `drained`: nothing was left to happen. */
export type RunEnd = 'drained' | 'out-of-events' | 'out-of-time'

/**
 * Virtual time: an integer number of microseconds that jumps from event to event. Every event that
 * is handled goes into the trace hash.
 */
export class World {
  nowUs = 0
  events = 0
  readonly hash = new TraceHash()
  readonly #queue = new EventQueue()

  /** Has `kind` happen to `subject` after `delayUs`, a non-negative integer. */
  schedule(delayUs: number, kind: number, subject: number): void {
    this.#queue.push(this.nowUs + delayUs, kind, subject)
  }

  run(handler: EventHandler, budget: RunBudget = DEFAULT_BUDGET): RunEnd {
    const queue = this.#queue
    const hash = this.hash
    const { maxEvents, maxTimeUs } = budget
    while (queue.pop()) {
      const { timeUs, kind, subject } = queue
      if (timeUs > maxTimeUs) return 'out-of-time'
      if (this.events >= maxEvents) return 'out-of-events'
      this.nowUs = timeUs
      this.events += 1
      hash.add(timeUs | 0, Math.imul(subject, 251) + kind + ((timeUs / TWO_TO_32) | 0))
      handler.handle(kind, subject)
    }
    return 'drained'
  }
}

import type { HistoryEvent, Process } from '../../../history/operation.ts'
import type { Timeline } from '../timeline.ts'
import type { Ask } from '../workloads/workload.ts'
import type { Ended } from './outcome.ts'

/** Writes the history of a run as it happens. */
export class Recorder {
  readonly events: HistoryEvent[] = []
  readonly #timeline: Timeline
  /** Whether what begins now is one of the last reads, after all faults. */
  isFinal = false
  /** Operations that have begun, and those of them that have not ended. */
  begun = 0
  open = 0

  constructor(timeline: Timeline) {
    this.#timeline = timeline
  }

  begin(process: Process, { f, value }: Ask): void {
    this.begun += 1
    this.open += 1
    this.#add({ type: 'invoke', process, f, value, timeNs: this.#now() })
  }

  end(process: Process, { f }: Ask, { outcome, value, error }: Ended): void {
    this.open -= 1
    const event = { type: outcome, process, f, value, timeNs: this.#now() }
    this.#add(error === undefined ? event : { ...event, error })
  }

  #add(event: HistoryEvent): void {
    this.events.push(this.isFinal ? { ...event, final: true } : event)
  }

  #now(): number {
    return Math.round(this.#timeline.nowUs() * 1000)
  }
}

import { eventId } from './event-id.ts'
import type { ProgressEvent, ProgressFact } from './events.ts'
import { appendEvents, type Warn } from './progress-store.ts'
import { storeTrouble } from './store-trouble.ts'

export interface RecordContext {
  /** Milliseconds since the Unix epoch. */
  readonly nowMs: number
  /** Told, in one sentence, why something could not be saved. */
  warn(message: string): void
}

/**
 * Saves what the learner did; when it resolves the facts are on the disk. Never throws: whatever is
 * wrong with the store must not stand in the way of grading or reading, so it warns and goes on.
 */
export async function recordProgress(facts: readonly ProgressFact[], context: RecordContext): Promise<void> {
  if (facts.length === 0) return
  const warn: Warn = (message) => context.warn(message)
  try {
    await appendEvents(toEvents(facts, context.nowMs), warn)
  } catch (error) {
    warn(`progress was not saved: ${storeTrouble(error)}`)
  }
}

function toEvents(facts: readonly ProgressFact[], nowMs: number): readonly ProgressEvent[] {
  return facts.map((fact, index) => ({ ...fact, id: eventId(nowMs, index), atMs: Math.trunc(nowMs) }))
}

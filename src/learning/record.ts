import { troubleWords } from '../messages/trouble/index.ts'
import { classUrl } from '../platform/class-url.ts'
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
  const events = facts.map((fact, index) => newEvent(fact, context.nowMs, index))
  await recordEvents(events, (message) => context.warn(message))
}

/** The same for events that were made before, because somebody has to know their ids. */
export async function recordEvents(events: readonly ProgressEvent[], warn: Warn): Promise<void> {
  if (events.length === 0) return
  try {
    await appendEvents(events, warn)
  } catch (error) {
    warn(await keepForLater(events, storeTrouble(error), warn))
  }
}

/** Where a class has one database, results wait here while it cannot be reached. Says what became of them. */
async function keepForLater(events: readonly ProgressEvent[], trouble: string, warn: Warn): Promise<string> {
  if (classUrl() === undefined) return troubleWords().store.notSaved({ why: trouble })
  try {
    const { keepUnsent } = await import('./classroom/unsent.ts')
    const file = await keepUnsent(events, warn)
    return troubleWords().store.keptForLater({ why: trouble, file })
  } catch {
    return troubleWords().store.notSaved({ why: trouble })
  }
}

/** A fact at a moment; `index` keeps those of one moment in their order. */
export function newEvent(fact: ProgressFact, nowMs: number, index = 0): ProgressEvent {
  return { ...fact, id: eventId(nowMs, index), atMs: Math.trunc(nowMs) }
}

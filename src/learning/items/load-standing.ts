import { loadGraph } from '../../corpus/corpus.ts'
import type { ProgressEvent } from '../events.ts'
import { eventsOrNone } from '../load-progress.ts'
import type { RecordContext } from '../record.ts'
import { type Standing, standingOf } from './standing.ts'

/** Never throws for want of a store: without one that can be read it warns, and the learner is a new one. */
export async function loadStanding(
  context: RecordContext,
): Promise<{ readonly standing: Standing; readonly events: readonly ProgressEvent[] }> {
  const events = await eventsOrNone(context)
  return { events, standing: standingOf(events, loadGraph(), context.nowMs) }
}

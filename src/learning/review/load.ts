import { loadIndex, loadTopic } from '../../corpus/corpus.ts'
import type { Topic } from '../../corpus/topic.ts'
import { localDay } from '../../platform/local-day.ts'
import type { ProgressEvent } from '../events.ts'
import { eventsOrNone } from '../load-progress.ts'
import type { RecordContext } from '../record.ts'
import { type Cards, foldCards } from './cards.ts'
import { type DueCard, dueCards } from './due.ts'
import { Scheduler } from './scheduler.ts'

/** Everything that a review begins with. */
export interface Reviewing {
  readonly events: readonly ProgressEvent[]
  readonly cards: Cards
  readonly due: readonly DueCard[]
  readonly scheduler: Scheduler
}

/** Never throws: without a store that can be read it warns, and there are no cards. */
export async function loadReview(retention: number, context: RecordContext): Promise<Reviewing> {
  return reviewOf(await eventsOrNone(context), retention, context.nowMs)
}

export function reviewOf(events: readonly ProgressEvent[], retention: number, nowMs: number): Reviewing {
  const scheduler = new Scheduler(retention)
  const cards = foldCards(events, scheduler, localDay)
  const due = dueCards(events, cards, { scheduler, nowMs, dayOf: localDay, topicOf: topics() })
  return { events, cards, due, scheduler }
}

/** Each topic is read once, and only when one of its questions is looked for. */
function topics(): (slug: string) => Topic | undefined {
  const slugs = new Set(loadIndex().items.map(({ slug }) => slug))
  const read = new Map<string, Topic>()
  return (slug) => {
    if (!slugs.has(slug)) return undefined
    const topic = read.get(slug) ?? loadTopic(slug)
    read.set(slug, topic)
    return topic
  }
}

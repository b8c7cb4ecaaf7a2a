import { loadIndex } from '../corpus/corpus.ts'
import type { CorpusItem } from '../corpus/topic.ts'
import { troubleWords } from '../messages/trouble/index.ts'
import { localDay } from '../platform/local-day.ts'
import type { ProgressEvent } from './events.ts'
import { foldProgress, type Progress, type Status, statusOf } from './progress.ts'
import { readEvents } from './progress-store.ts'
import type { RecordContext } from './record.ts'
import { storeTrouble } from './store-trouble.ts'

/** Never throws: without a store that can be read it warns, and the learner is a new one. */
export async function loadProgress(context: RecordContext): Promise<Progress> {
  return progressOf(await eventsOrNone(context), context.nowMs)
}

/** What a log amounts to, by the days of this machine. */
export function progressOf(events: readonly ProgressEvent[], nowMs: number): Progress {
  return foldProgress(events, { nowMs, dayOf: localDay })
}

/** The whole log; none, with a warning, when it cannot be read. */
export async function eventsOrNone(context: RecordContext): Promise<readonly ProgressEvent[]> {
  const warn = (message: string) => context.warn(message)
  try {
    return await readEvents(warn)
  } catch (error) {
    warn(troubleWords().store.notRead({ why: storeTrouble(error) }))
    return []
  }
}

export interface TopicRow extends Pick<CorpusItem, 'slug' | 'kind' | 'title' | 'difficulty' | 'minutes'> {
  readonly status: Status
}

/** Every topic of the corpus with the learner's status. */
export async function listTopics(context: RecordContext): Promise<readonly TopicRow[]> {
  const progress = await loadProgress(context)
  return loadIndex().items.map(({ slug, kind, title, difficulty, minutes }) => ({
    slug,
    kind,
    title,
    difficulty,
    minutes,
    status: statusOf(progress, slug),
  }))
}

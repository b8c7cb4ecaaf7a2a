import { loadAchievements } from '../../corpus/achievements.ts'
import { loadIndex } from '../../corpus/corpus.ts'
import { dateOfDay, localDay } from '../../platform/local-day.ts'
import { eventsOrNone, progressOf } from '../load-progress.ts'
import type { Progress } from '../progress.ts'
import type { RecordContext } from '../record.ts'
import { reviewOf } from '../review/load.ts'
import { retentionOf } from '../review/scheduler.ts'
import { type Dashboard, dashboardOf } from './dashboard.ts'

export interface LoadedDashboard {
  readonly progress: Progress
  readonly dashboard: Dashboard
  /** Questions that come back now. */
  readonly reviewsDue: number
}

/** Everything about progress, by the calendar of this machine. Without a store that can be read it warns, and nothing was done. */
export async function loadDashboard(
  context: RecordContext,
  retention: string | undefined,
): Promise<LoadedDashboard> {
  const { nowMs } = context
  const events = await eventsOrNone(context)
  const progress = progressOf(events, nowMs)
  const { cards, due, scheduler } = reviewOf(events, retentionOf(retention), nowMs)
  const index = loadIndex()
  const achievements = loadAchievements('en')
  const calendar = { nowMs, dayOf: localDay, dateOf: dateOfDay }
  const dashboard = dashboardOf({ ...calendar, events, progress, index, cards, scheduler, achievements })
  return { progress, dashboard, reviewsDue: due.length }
}

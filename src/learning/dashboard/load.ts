import { loadAchievements } from '../../corpus/achievements.ts'
import { loadGraph, loadIndex } from '../../corpus/corpus.ts'
import { dateOfDay, localDay } from '../../platform/local-day.ts'
import { standingOf } from '../items/standing.ts'
import { eventsOrNone, progressOf } from '../load-progress.ts'
import { MASTERED } from '../mastery/mastery.ts'
import { pathSummaries } from '../paths/path-data.ts'
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
  /** By concept, from 0 to 1: every concept that can be learned here. */
  readonly mastery: Readonly<Record<string, number>>
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
  const standing = standingOf(events, loadGraph(), nowMs)
  const mastery = [...standing.mastery].map(([concept, share]) => ({
    ...{ concept, mastery: share, mastered: share >= MASTERED },
  }))
  const paths = pathSummaries(standing, events)
  const calendar = { nowMs, dayOf: localDay, dateOf: dateOfDay }
  const sources = { events, progress, index, cards, scheduler, achievements, mastery, paths }
  const dashboard = dashboardOf({ ...calendar, ...sources })
  return { progress, dashboard, reviewsDue: due.length, mastery: Object.fromEntries(standing.mastery) }
}

import { loadReview } from '../../learning/review/load.ts'
import { reviewLog } from '../../learning/review/review-log.ts'
import { openReview } from '../index.ts'
import { contextOf, type Sitting, type Way, wayOf } from './sitting.ts'

/** Asks what is due, and keeps each answer at once. */
export async function visitReview(sitting: Sitting, retention: number): Promise<Way> {
  const { due, scheduler } = await loadReview(retention, contextOf(sitting))
  if (due.length === 0) return 'back'
  const log = reviewLog(sitting.now)
  const { ending } = await openReview({
    ...sitting.screen,
    due,
    intervals: ({ card }) => {
      const nowMs = sitting.now()
      return scheduler.intervals(card?.memory ?? scheduler.fresh(nowMs), nowMs)
    },
    onDeed: log.note,
  })
  for (const warning of await log.end()) sitting.warnings.add(warning)
  return wayOf(ending)
}

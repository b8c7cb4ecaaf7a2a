import type { Cards } from './cards.ts'

const DAYS_AHEAD = 7
const LEARNED = 2
const MATURE_DAYS = 21

export interface ReviewStats {
  readonly cards: number
  /** Cards that come back after days, not minutes. */
  readonly learned: number
  /** Those that come back after three weeks or later. */
  readonly mature: number
  readonly reviews: number
  /** Of cards that had been learned, how often the answer was still known; undefined while there is none. */
  readonly retention?: number
  /** How many answers that is measured by. */
  readonly measuredBy: number
  /** How many come due today, tomorrow, ...; what is overdue is due today. */
  readonly ahead: readonly number[]
}

export function statsOf(
  { cards, reviews }: Cards,
  nowMs: number,
  dayOf: (atMs: number) => number,
): ReviewStats {
  const all = [...cards.values()]
  const learned = reviews.filter(({ wasLearned }) => wasLearned)
  const remembered = learned.filter(({ rating }) => rating !== 'again').length
  const today = dayOf(nowMs)
  const days = all.map(({ memory }) => Math.max(0, dayOf(memory.due.getTime()) - today))
  return {
    cards: all.length,
    learned: all.filter(({ memory }) => memory.state === LEARNED).length,
    mature: all.filter(({ memory }) => memory.scheduled_days >= MATURE_DAYS).length,
    reviews: reviews.length,
    ...(learned.length === 0 ? {} : { retention: remembered / learned.length }),
    measuredBy: learned.length,
    ahead: Array.from({ length: DAYS_AHEAD }, (_, day) => days.filter((one) => one === day).length),
  }
}

import type { Cards } from '../review/cards.ts'
import type { Scheduler } from '../review/scheduler.ts'

const DAY_MS = 86_400_000
const DAYS_AHEAD = 30

/** Days since the last answer, from the first to the one before the next row. */
const SPANS: readonly number[] = [0, 1, 2, 4, 8, 16, 31, 61]

export interface RecallSpan {
  readonly fromDays: number
  /** The last whole day of it; undefined of the last span, which has no end. */
  readonly toDays?: number
  readonly answers: number
  readonly right: number
}

export interface Recall {
  readonly cards: number
  /** Mean chance, from 0 to 1, that a card is remembered today, tomorrow, ..., by FSRS and if none is answered until then. */
  readonly predicted: readonly number[]
  /** What came of questions that came back, by the whole days since their last answer. */
  readonly measured: readonly RecallSpan[]
}

/** Without cards nothing is predicted; spans without answers are left out. */
export function recallOf({ cards, reviews }: Cards, scheduler: Scheduler, nowMs: number): Recall {
  const memories = [...cards.values()].map(({ memory }) => memory)
  const meanAt = (atMs: number) =>
    memories.reduce((sum, memory) => sum + scheduler.retrievability(memory, atMs), 0) / memories.length
  const days = memories.length === 0 ? 0 : DAYS_AHEAD + 1
  return {
    cards: memories.length,
    predicted: Array.from({ length: days }, (_, day) => meanAt(nowMs + day * DAY_MS)),
    measured: measured(reviews),
  }
}

function measured(reviews: Cards['reviews']): RecallSpan[] {
  return SPANS.map((fromDays, place) => {
    const next = SPANS[place + 1]
    const within = reviews.filter(({ sinceMs }) => {
      const days = sinceMs === undefined ? -1 : Math.floor(sinceMs / DAY_MS)
      return days >= fromDays && days < (next ?? Number.POSITIVE_INFINITY)
    })
    const right = within.filter(({ rating }) => rating !== 'again').length
    return { fromDays, ...(next === undefined ? {} : { toDays: next - 1 }), answers: within.length, right }
  }).filter(({ answers }) => answers > 0)
}

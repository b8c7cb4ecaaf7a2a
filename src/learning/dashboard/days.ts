import type { ProgressEvent } from '../events.ts'

/** Longer than that between two events, and nobody knows whether the learner was still there. */
const PAUSE_MS = 10 * 60_000

/** A day on which something was done. */
export interface ActiveDay {
  /** Number of the learner's own day; days in a row have numbers in a row. */
  readonly day: number
  readonly events: number
  /** Time between events that followed each other within ten minutes. */
  readonly ms: number
}

/**
 * The days with any activity, oldest first. Time is counted between events that are at most ten minutes apart, and belongs to
 * the day of the earlier. What is read for longer without a deed counts nothing, so the sum is the least that was spent.
 * `events` are ordered by time.
 */
export function activeDays(
  events: readonly ProgressEvent[],
  dayOf: (atMs: number) => number,
): readonly ActiveDay[] {
  const days = new Map<number, { day: number; events: number; ms: number }>()
  for (const [place, { atMs }] of events.entries()) {
    const day = dayOf(atMs)
    const tally = days.get(day) ?? { day, events: 0, ms: 0 }
    const gapMs = (events[place + 1]?.atMs ?? atMs) - atMs
    tally.events += 1
    tally.ms += gapMs <= PAUSE_MS ? gapMs : 0
    days.set(day, tally)
  }
  return [...days.values()].sort((a, b) => a.day - b.day)
}

/** The most days in a row with any activity, of all time. */
export function longestStreak(days: readonly Pick<ActiveDay, 'day'>[]): number {
  let longest = 0
  let length = 0
  for (const [place, { day }] of days.entries()) {
    length = days[place - 1]?.day === day - 1 ? length + 1 : 1
    longest = Math.max(longest, length)
  }
  return longest
}

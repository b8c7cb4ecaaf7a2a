import type { HomeData } from '../learning/home/home-data.ts'
import { counted } from '../lib/counted.ts'

/** How far the learner has come, in words. */
export function standing({ streakDays, topics, exercises }: HomeData): string[] {
  return [
    `Lessons: ${topics.done} of ${topics.total} read.`,
    `Exercises: ${exercises.done} of ${exercises.total} passed.`,
    `Streak: ${streakText(streakDays)}.`,
  ]
}

export function streakText(days: number): string {
  return days === 0 ? 'nothing today yet' : `${counted(days, 'day')} in a row`
}

import type { HomeData } from '../learning/home/home-data.ts'
import { studyWords } from '../messages/study/index.ts'

/** How far the learner has come, in words. */
export function standing({ streakDays, topics, exercises }: HomeData): string[] {
  const { home } = studyWords()
  return [home.lessons(topics), home.exercises(exercises), home.streak({ streak: streakText(streakDays) })]
}

export function streakText(days: number): string {
  const { home } = studyWords()
  return days === 0 ? home.nothingToday : home.inARow({ days })
}

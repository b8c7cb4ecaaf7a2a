import type { Catalogue } from '../catalogue.ts'
import { spoken } from '../spoken.ts'
import { en, type GradingMessages } from './en.ts'

export const gradingMessages: Catalogue<GradingMessages> = {
  en,
  others: { es: async () => (await import('./es.ts')).es },
}

export const { speak: speakOfGrading, words: gradingWords } = spoken(gradingMessages)

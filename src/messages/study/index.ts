import type { Catalogue } from '../catalogue.ts'
import { spoken } from '../spoken.ts'
import { en, type StudyMessages } from './en.ts'

export const studyMessages: Catalogue<StudyMessages> = {
  en,
  others: { es: async () => (await import('./es.ts')).es },
}

export const { speak: speakOfStudy, words: studyWords } = spoken(studyMessages)

import type { Catalogue } from '../catalogue.ts'
import { spoken } from '../spoken.ts'
import { en, type TroubleMessages } from './en.ts'

export const troubleMessages: Catalogue<TroubleMessages> = {
  en,
  others: { es: async () => (await import('./es.ts')).es },
}

export const { speak: speakOfTrouble, words: troubleWords } = spoken(troubleMessages)

import type { Catalogue } from '../catalogue.ts'
import { spoken } from '../spoken.ts'
import { en, type ScreenMessages } from './en.ts'

export const screenMessages: Catalogue<ScreenMessages> = {
  en,
  others: { es: async () => (await import('./es.ts')).es },
}

export const { speak: speakOnScreens, words: screenWords } = spoken(screenMessages)

import type { Catalogue } from '../catalogue.ts'
import { spoken } from '../spoken.ts'
import { en, type WatchingMessages } from './en.ts'

export const watchingMessages: Catalogue<WatchingMessages> = {
  en,
  others: { es: async () => (await import('./es.ts')).es },
}

export const { speak: speakOfWatching, words: watchingWords } = spoken(watchingMessages)

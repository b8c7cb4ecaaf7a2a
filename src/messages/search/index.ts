import type { Catalogue } from '../catalogue.ts'
import { spoken } from '../spoken.ts'
import { en, type SearchMessages } from './en.ts'

export const searchMessages: Catalogue<SearchMessages> = {
  en,
  others: { es: async () => (await import('./es.ts')).es },
}

export const { speak: speakOfSearch, words: searchWords } = spoken(searchMessages)

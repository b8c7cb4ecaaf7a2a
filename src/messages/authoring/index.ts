import type { Catalogue } from '../catalogue.ts'
import { spoken } from '../spoken.ts'
import { type AuthoringMessages, en } from './en.ts'

export const authoringMessages: Catalogue<AuthoringMessages> = {
  en,
  others: { es: async () => (await import('./es.ts')).es },
}

export const { speak: speakOfAuthoring, words: authoringWords } = spoken(authoringMessages)

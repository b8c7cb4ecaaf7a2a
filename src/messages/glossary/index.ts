import type { Catalogue } from '../catalogue.ts'
import { spoken } from '../spoken.ts'
import { en, type GlossaryMessages } from './en.ts'

export const glossaryMessages: Catalogue<GlossaryMessages> = {
  en,
  others: { es: async () => (await import('./es.ts')).es },
}

export const { speak: speakOfGlossary, words: glossaryWords } = spoken(glossaryMessages)

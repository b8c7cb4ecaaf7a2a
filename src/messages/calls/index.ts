import type { Catalogue } from '../catalogue.ts'
import { spoken } from '../spoken.ts'
import { type CallMessages, en } from './en.ts'

export const callMessages: Catalogue<CallMessages> = {
  en,
  others: { es: async () => (await import('./es.ts')).es },
}

export const { speak: speakOfCalls, words: callWords } = spoken(callMessages)

import type { Catalogue } from '../catalogue.ts'
import { spoken } from '../spoken.ts'
import { en, type SimulatingMessages } from './en.ts'

export const simulatingMessages: Catalogue<SimulatingMessages> = {
  en,
  others: { es: async () => (await import('./es.ts')).es },
}

export const { speak: speakOfSimulating, words: simulatingWords } = spoken(simulatingMessages)

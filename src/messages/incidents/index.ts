import type { Catalogue } from '../catalogue.ts'
import { spoken } from '../spoken.ts'
import { en, type IncidentMessages } from './en.ts'

export const incidentMessages: Catalogue<IncidentMessages> = {
  en,
  others: { es: async () => (await import('./es.ts')).es },
}

export const { speak: speakOfIncidents, words: incidentWords } = spoken(incidentMessages)

import type { Catalogue } from '../catalogue.ts'
import { en, type ProgressMessages } from './en.ts'

export const progressMessages: Catalogue<ProgressMessages> = {
  en,
  others: { es: async () => (await import('./es.ts')).es },
}

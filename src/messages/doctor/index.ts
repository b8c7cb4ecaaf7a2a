import type { Catalogue } from '../catalogue.ts'
import { spoken } from '../spoken.ts'
import { type DoctorMessages, en } from './en.ts'

export const doctorMessages: Catalogue<DoctorMessages> = {
  en,
  others: { es: async () => (await import('./es.ts')).es },
}

export const { speak: speakOfHealth, words: doctorWords } = spoken(doctorMessages)

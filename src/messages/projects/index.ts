import type { Catalogue } from '../catalogue.ts'
import { spoken } from '../spoken.ts'
import { en, type ProjectMessages } from './en.ts'

export type { ProjectMessages }

export const projectMessages: Catalogue<ProjectMessages> = {
  en,
  others: { es: async () => (await import('./es.ts')).es },
}

export const { speak: speakOfProjects, words: projectWords } = spoken(projectMessages)

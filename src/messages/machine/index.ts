import type { Catalogue } from '../catalogue.ts'
import { spoken } from '../spoken.ts'
import { en, type MachineMessages } from './en.ts'

export const machineMessages: Catalogue<MachineMessages> = {
  en,
  others: { es: async () => (await import('./es.ts')).es },
}

export const { speak: speakOfMachine, words: machineWords } = spoken(machineMessages)

import { type Catalogue, messagesIn } from '../catalogue.ts'
import type { Locale } from '../locale.ts'
import { type CliMessages, en } from './en.ts'

export const cliMessages: Catalogue<CliMessages> = {
  en,
  others: { es: async () => (await import('./es.ts')).es },
}

let spoken: CliMessages = en

/** Once, before anything can go wrong: an error is shown at once and cannot wait for its words. */
export async function speak(locale: Locale): Promise<void> {
  spoken = await messagesIn(cliMessages, locale)
}

/** The words of the language that is spoken. */
export function cliWords(): CliMessages {
  return spoken
}

import { type Catalogue, messagesIn } from '../catalogue.ts'
import type { Locale } from '../locale.ts'
import { en, type UsageMessages } from './en.ts'

export const usageMessages: Catalogue<UsageMessages> = {
  en,
  others: { es: async () => (await import('./es.ts')).es },
}

let spoken: UsageMessages = en

/** Once, before flags are parsed: an error is shown at once and cannot wait for its words. */
export async function speakOfUsage(locale: Locale): Promise<void> {
  spoken = await messagesIn(usageMessages, locale)
}

/** The words of the language that is spoken. */
export function usageWords(): UsageMessages {
  return spoken
}

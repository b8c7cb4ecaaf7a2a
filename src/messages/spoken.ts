import { type Catalogue, messagesIn } from './catalogue.ts'
import type { Locale } from './locale.ts'

/** The words of one surface for whoever asks, wherever that is: English until another language is spoken. */
export interface Spoken<Messages> {
  /** Once, before anything of the surface is shown. */
  speak(locale: Locale): Promise<void>
  words(): Messages
}

export function spoken<Messages>(catalogue: Catalogue<Messages>): Spoken<Messages> {
  let now = catalogue.en
  return {
    speak: async (locale) => {
      now = await messagesIn(catalogue, locale)
    },
    words: () => now,
  }
}

import type { Locale } from './locale.ts'

/**
 * The messages of one surface in every language. English is loaded with whoever speaks it; each other language is
 * a chunk of its own, read only by those who want it. A message is a text, or a function from named values to a text:
 * so the compiler sees that no language lacks one, and that none asks for a value that is not given.
 */
export interface Catalogue<Messages> {
  readonly en: Messages
  readonly others: Readonly<Record<Exclude<Locale, 'en'>, () => Promise<Messages>>>
}

export async function messagesIn<Messages>(
  catalogue: Catalogue<Messages>,
  locale: Locale,
): Promise<Messages> {
  return locale === 'en' ? catalogue.en : catalogue.others[locale]()
}

/** `1 day`, `2 days`: in English and in Spanish every number but one takes the plural (CLDR 45, plural rules). */
export function many(count: number, one: string, other: string): string {
  return `${count} ${count === 1 ? one : other}`
}

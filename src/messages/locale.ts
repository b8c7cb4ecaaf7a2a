/** The languages that this program speaks; the first is whole, and is what the others fall back to. */
export const LOCALES = ['en', 'es'] as const
export type Locale = (typeof LOCALES)[number]

type Environment = Readonly<Record<string, string | undefined>>

/**
 * The language to speak: `COMPENDIUM_LANG`, else what POSIX says of the locale of messages: the first of `LC_ALL`,
 * `LC_MESSAGES` and `LANG` that is not empty (IEEE Std 1003.1-2017, section 8.2). English for a language that we do not have.
 */
export function localeOf(env: Environment): Locale {
  const names = ['COMPENDIUM_LANG', 'LC_ALL', 'LC_MESSAGES', 'LANG']
  const chosen = names.map((name) => env[name]).find((value) => value !== undefined && value !== '') ?? ''
  const language = chosen.toLowerCase().replace(/[^a-z].*$/, '')
  return LOCALES.find((locale) => locale === language) ?? 'en'
}

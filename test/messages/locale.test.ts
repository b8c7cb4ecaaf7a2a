import { expect, test } from 'vitest'
import { localeOf } from '../../src/messages/locale.ts'

test.each([
  [{}, 'en'],
  [{ LANG: 'es_ES.UTF-8' }, 'es'],
  [{ LANG: 'es' }, 'es'],
  [{ LANG: 'C' }, 'en'],
  [{ LANG: 'de_DE.UTF-8' }, 'en'],
  [{ LANG: 'est' }, 'en'],
  [{ LANG: 'es_ES.UTF-8', LC_MESSAGES: 'en_GB.UTF-8' }, 'en'],
  [{ LANG: 'en_US.UTF-8', LC_MESSAGES: 'es_MX' }, 'es'],
  [{ LANG: 'es_ES.UTF-8', LC_MESSAGES: 'es_ES', LC_ALL: 'C.UTF-8' }, 'en'],
  [{ LANG: 'es_ES.UTF-8', LC_ALL: '' }, 'es'],
  [{ LANG: 'es_ES.UTF-8', COMPENDIUM_LANG: 'en' }, 'en'],
  [{ LC_ALL: 'en_US.UTF-8', COMPENDIUM_LANG: 'ES' }, 'es'],
  [{ LC_ALL: 'es_ES', COMPENDIUM_LANG: '' }, 'es'],
  [{ COMPENDIUM_LANG: 'es-419' }, 'es'],
  [{ COMPENDIUM_LANG: '../../etc' }, 'en'],
])('with %j the language is %s', (env, locale) => {
  expect(localeOf(env)).toBe(locale)
})

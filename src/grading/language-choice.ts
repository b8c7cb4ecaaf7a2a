import type { ExerciseContract, LanguageId } from '../corpus/exercise-schema.ts'
import { closest } from '../lib/closest.ts'
import { UserError } from '../lib/user-error.ts'
import { LANGUAGES, languageById, type TaughtLanguage } from './languages.ts'

/** The language of that id. @throws UserError with the nearest (exit 2). */
export function requireLanguage(id: string): TaughtLanguage {
  const found = languageById(id)
  if (found !== undefined) return found
  const ids = LANGUAGES.map((one) => one.id)
  throw unknown(`"${id}" is no language that can be graded.`, id, ids)
}

/** Languages from a list such as `python,go`; all without one. @throws UserError (exit 2). */
export function requireLanguages(list: string | undefined): readonly LanguageId[] {
  if (list === undefined) return LANGUAGES.map(({ id }) => id)
  return list.split(',').map((id) => requireLanguage(id.trim()).id)
}

/** As `requireLanguage`, among those that the exercise has. @throws UserError (exit 2). */
export function requireOffered(
  id: string,
  slug: string,
  contract: Pick<ExerciseContract, 'languages'>,
): TaughtLanguage {
  const offered = Object.keys(contract.languages)
  const found = languageById(id)
  if (found !== undefined && offered.includes(found.id)) return found
  throw unknown(`There is no ${slug} exercise in ${id}.`, id, offered)
}

function unknown(message: string, asked: string, ids: readonly string[]): UserError {
  const near = closest(asked, ids)
  return new UserError(message, {
    code: 'unknown-language',
    next: [
      ...(near.length > 0 ? [`Did you mean ${near.join(', or ')}?`] : []),
      `Languages: ${ids.join(', ')}`,
    ],
  })
}

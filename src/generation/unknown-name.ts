import { closest } from '../lib/closest.ts'
import { UserError } from '../lib/user-error.ts'

/** The error for a name that is not on the list: what was meant, perhaps, and what there is. */
export function unknownName(
  what: string,
  typed: string,
  known: readonly string[],
  next: readonly string[] = [],
): UserError {
  const [guess] = closest(typed, known, 1)
  return new UserError(`There is no ${what} ${JSON.stringify(typed)} to generate a project with.`, {
    code: `unknown-${what}`,
    next: [
      ...(guess === undefined ? [] : [`Did you mean ${guess}?`]),
      `Known ${what}s: ${[...known].sort().join(', ')}.`,
      ...next,
    ],
  })
}

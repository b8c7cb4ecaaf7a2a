import { UserError } from '../lib/user-error.ts'

/** Signs that look like a hyphen: what an editor or a web page makes of one. */
const LOOKALIKES = /^[-\u2010-\u2015\u2212\ufe58\ufe63\uff0d]*[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]+-*/

/**
 * No argument may begin with a sign that only looks like a hyphen: a flag so written would count as an argument, and
 * its effect would be missed in silence. @throws UserError, exit 2.
 */
export function requireHyphens(argv: readonly string[]): void {
  const wrong = argv.find((one) => LOOKALIKES.test(one))
  if (wrong === undefined) return
  const meant = wrong.replace(LOOKALIKES, '--')
  throw new UserError(`${wrong} begins with a dash that is no hyphen, so it is no flag.`, {
    code: 'not-a-hyphen',
    next: [`Did you mean: ${meant}`],
  })
}

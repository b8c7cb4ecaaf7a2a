import { UserError } from '../lib/user-error.ts'
import { askYes } from '../platform/ask.ts'
import { isInteractive } from '../platform/terminal.ts'

/**
 * Whether to go on with something that takes data away. Asks on a terminal.
 * @throws UserError (exit 2) where nobody can be asked and `yes` is not given.
 */
export async function confirm(
  question: string,
  { yes, json }: { readonly yes: boolean; readonly json: boolean },
): Promise<boolean> {
  if (yes) return true
  if (!json && isInteractive()) return askYes(question)
  throw new UserError('This takes data away, and nobody can be asked here. Nothing was changed.', {
    code: 'not-confirmed',
    next: ['If you are sure, say so: --yes'],
  })
}

import { UserError } from '../lib/user-error.ts'
import { troubleWords } from '../messages/trouble/index.ts'
import { databaseFault } from '../platform/database-error.ts'
import { storeTrouble } from './store-trouble.ts'

/** What the user is told when something that they asked of the store could not be done. */
export function storeError(what: string, error: unknown): UserError {
  const damaged = databaseFault(error) === 'corrupt'
  return new UserError(`${what}: ${storeTrouble(error)}.`, {
    code: 'progress-store',
    next: damaged ? [troubleWords().store.mend] : [],
    cause: error,
  })
}

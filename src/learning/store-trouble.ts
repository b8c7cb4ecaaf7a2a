import { isUserError } from '../lib/user-error.ts'
import { databaseFault } from '../platform/database-error.ts'
import { progressFile } from './progress-store.ts'

/** Why progress cannot be read or saved, where, and what the learner can do: one sentence. */
export function storeTrouble(error: unknown): string {
  if (isUserError(error)) return error.message.replace(/\.$/, '')
  const file = progressFile()
  switch (databaseFault(error)) {
    case 'busy':
      return `another program has kept ${file} busy for too long; try again when it has ended`
    case 'full':
      return `no space is left on the disk of ${file}; free some`
    case 'read-only':
      return `${file} may not be written; change its permissions or point COMPENDIUM_HOME at a folder of yours`
    case 'unopenable':
      return `${file} cannot be opened; is it a file, in a folder that you may write? Else point COMPENDIUM_HOME at one`
    case 'newer':
      return `${file} was written by a newer compendium (${text(error)}); update this one`
    case 'disk':
      return `the disk did not read or write ${file} (${text(error)})`
    case 'corrupt':
      return `${file} is damaged; compendium doctor --fix mends it`
    case 'other':
      return `${file}: ${text(error)}`
  }
}

function text(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

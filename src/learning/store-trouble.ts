import { isUserError } from '../lib/user-error.ts'
import { troubleWords } from '../messages/trouble/index.ts'
import { databaseFault } from '../platform/database-error.ts'
import { progressFile } from './progress-store.ts'

/** Why progress cannot be read or saved, where, and what the learner can do: one sentence. */
export function storeTrouble(error: unknown): string {
  if (isUserError(error)) return error.message.replace(/\.$/, '')
  const file = progressFile()
  const { store } = troubleWords()
  switch (databaseFault(error)) {
    case 'busy':
      return store.busy({ file })
    case 'full':
      return store.full({ file })
    case 'read-only':
      return store.readOnly({ file })
    case 'unopenable':
      return store.unopenable({ file })
    case 'newer':
      return store.newer({ file, said: text(error) })
    case 'disk':
      return store.disk({ file, said: text(error) })
    case 'corrupt':
      return store.corrupt({ file })
    case 'other':
      return `${file}: ${text(error)}`
  }
}

function text(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

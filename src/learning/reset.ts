import { troubleWords } from '../messages/trouble/index.ts'
import { type BackupContext, backupProgress } from './backup.ts'
import { readEvents, removeEvents } from './progress-store.ts'
import { storeError } from './store-error.ts'

export interface ResetOutcome {
  /** Events that were taken out. */
  readonly removed: number
  /** Where they are kept; undefined when there were none. */
  readonly backup: string | undefined
}

/** Events that a reset would take out: all, or those of a topic. @throws UserError when the store cannot be read. */
export async function toReset(topic: string | undefined, context: BackupContext): Promise<readonly string[]> {
  try {
    const events = await readEvents(context.warn)
    return events.filter(({ slug }) => topic === undefined || slug === topic).map(({ id }) => id)
  } catch (error) {
    throw storeError(troubleWords().reset.failed, error)
  }
}

/**
 * Takes the progress out of the store, or that on a topic, after copying all of it. Only what is in the copy goes:
 * what somebody records meanwhile stays. An event that says "forget this" would not do: who asks for it expects
 * the old answers to be gone, and an import brings them back, which an event would forbid.
 * @throws UserError when no backup can be made, and then nothing is taken out.
 */
export async function resetProgress(
  topic: string | undefined,
  context: BackupContext,
): Promise<ResetOutcome> {
  const wanted = new Set(await toReset(topic, context))
  const backup = wanted.size === 0 ? undefined : await backupProgress(undefined, context)
  if (backup === undefined) return { removed: 0, backup: undefined }
  try {
    const ids = backup.ids.filter((id) => wanted.has(id))
    return { removed: await removeEvents(ids, context.warn), backup: backup.file }
  } catch (error) {
    throw storeError(troubleWords().reset.failedAfterBackup({ file: backup.file }), error)
  }
}

import path from 'node:path'
import { isUserError, UserError } from '../lib/user-error.ts'
import { troubleWords } from '../messages/trouble/index.ts'
import { classUrl } from '../platform/class-url.ts'
import { copyDatabase, dropDraft, finishDraft, startDraft } from '../platform/database-copy.ts'
import { isFileError, whyNotWritten } from '../platform/file-error.ts'
import { localDate } from '../platform/local-day.ts'
import { dataDir } from '../platform/paths.ts'
import { pathKind } from '../platform/tree.ts'
import { appendTo, rowsOfFile } from './local-store.ts'
import { progressFile, readEvents, type Warn } from './progress-store.ts'
import { storeError } from './store-error.ts'

export interface Backup {
  /** The whole path. */
  readonly file: string
  /** Events in it, by their ids, oldest first. */
  readonly ids: readonly string[]
}

export interface BackupContext {
  /** Milliseconds since the Unix epoch; names a file that the user did not name. */
  readonly nowMs: number
  readonly warn: Warn
  /** Of the store on this machine, also when a class has the progress. */
  readonly local?: boolean
}

/**
 * Copies the whole progress, as it is at one moment, into a database of its own. `file` is a whole path; without one
 * the copy goes to `backups/` beside the store, by the day and the first number that is free. Undefined when there is
 * no progress to copy. Whoever is at work meanwhile goes on.
 * @throws UserError when `file` is there, which is then not touched, or when store or file say no.
 */
export async function backupProgress(
  file: string | undefined,
  context: BackupContext,
): Promise<Backup | undefined> {
  const { local = classUrl() === undefined } = context
  if (local && (await pathKind(progressFile())) === 'missing') return undefined
  if (file !== undefined && (await pathKind(file)) !== 'missing') throw isThere(file)
  const wanted = file ?? freeName(context.nowMs, 1)
  const draft = await startDraft(wanted).catch((error) => Promise.reject(notWritten(wanted, error)))
  try {
    await (local ? copyDatabase(progressFile(), draft) : fillFromClass(draft, context.warn))
    const ids = (await rowsOfFile(draft)).map(({ id }) => id)
    return { file: await settle(draft, file, context.nowMs), ids }
  } catch (error) {
    await dropDraft(draft)
    if (isUserError(error)) throw error
    throw isFileError(error) ? notWritten(wanted, error) : storeError(troubleWords().backup.failed, error)
  }
}

/** What is this learner's. Written twice, since only what VACUUM wrote needs no log beside it. */
async function fillFromClass(draft: string, warn: Warn): Promise<void> {
  const log = `${draft}.events`
  try {
    await appendTo(log, await readEvents(warn), warn)
    await copyDatabase(log, draft)
  } finally {
    await dropDraft(log)
  }
}

async function settle(draft: string, file: string | undefined, nowMs: number): Promise<string> {
  if (file !== undefined) {
    if (await finishDraft(draft, file)) return file
    throw isThere(file)
  }
  for (let number = 1; ; number += 1) {
    const name = freeName(nowMs, number)
    if ((await pathKind(name)) === 'missing' && (await finishDraft(draft, name))) return name
  }
}

function freeName(nowMs: number, number: number): string {
  return path.join(dataDir(), 'backups', `progress-${localDate(nowMs)}-${number}.db`)
}

function isThere(file: string): UserError {
  return new UserError(troubleWords().exists({ file }), {
    code: 'file-exists',
    next: [troubleWords().backup.nameNone],
  })
}

function notWritten(file: string, error: unknown): UserError {
  return new UserError(troubleWords().notWritten({ file, why: whyNotWritten(error) }), {
    code: 'backup-failed',
    next: [troubleWords().backup.nameOther],
    cause: error,
  })
}

import path from 'node:path'
import type * as z from 'zod'
import { UserError } from '../lib/user-error.ts'
import { isDatabaseFile } from '../platform/database-copy.ts'
import { databaseFault } from '../platform/database-error.ts'
import { whyNotWritten } from '../platform/file-error.ts'
import { writeFileAtomic, writeFileNew } from '../platform/files.ts'
import { readText, UnreadableText } from '../platform/read-text.ts'
import { type EventRow, fromRow } from './event-row.ts'
import type { ProgressEvent } from './events.ts'
import { rowsOfFile } from './local-store.ts'
import { appendEvents, readEvents, type Warn } from './progress-store.ts'
import { storeError } from './store-error.ts'

/** Some 400,000 events: more than a lifetime of learning. */
const LIMIT_BYTES = 64 * 1024 ** 2
/** As many mistakes as are worth reading. */
const MOST_PROBLEMS = 5
const LONGEST_PROBLEM = 200

export interface ProgressLog {
  readonly schemaVersion: 1
  readonly events: readonly ProgressEvent[]
}

/**
 * The whole log, oldest event first. Two exports of the same events are equal byte for byte.
 * @throws UserError when the store cannot be read: an empty export could replace a good one.
 */
export async function exportProgress(warn: Warn): Promise<ProgressLog> {
  try {
    return { schemaVersion: 1, events: await readEvents(warn) }
  } catch (error) {
    throw storeError('Progress was not exported', error)
  }
}

export function logText(log: ProgressLog): string {
  return `${JSON.stringify(log, null, 2)}\n`
}

/** @throws UserError when something is there and `force` is not given, or when it cannot be written. */
export async function writeLog(log: ProgressLog, file: string, force: boolean): Promise<void> {
  try {
    if (force) return await writeFileAtomic(file, logText(log))
    if (await writeFileNew(file, logText(log))) return
  } catch (error) {
    throw new UserError(`${file} cannot be written: ${whyNotWritten(error)}.`, {
      code: 'export-failed',
      next: ['Name another file, or none to print to standard output.'],
      cause: error,
    })
  }
  throw new UserError(`${file} is there already, and was not touched.`, {
    code: 'file-exists',
    next: ['Name another file, or replace this one with --force.'],
  })
}

export interface ImportOutcome {
  /** Events in the file. */
  readonly total: number
  /** Those that were not in the store yet. */
  readonly added: number
}

/**
 * Adds the events of an exported log, or of a backup, that are not in the store yet: all of them, or none when the
 * file is wrong or the store cannot be written. `file` is a path, or `-` for standard input, which cannot be a backup.
 * @throws UserError (exit 2) that says where the file is wrong.
 */
export async function importProgress(file: string, cwd: string, warn: Warn): Promise<ImportOutcome> {
  const shown = file === '-' ? 'standard input' : file
  const place = file === '-' ? file : path.resolve(cwd, file)
  const isBackup = file !== '-' && (await isDatabaseFile(place))
  const content = isBackup ? await readBackup(place, shown) : parseJson(await read(place, shown), shown)
  const { events } = await parseLog(content, shown)
  try {
    return { total: events.length, added: await appendEvents(events, warn) }
  } catch (error) {
    throw storeError('Nothing was imported', error)
  }
}

async function read(file: string, shown: string): Promise<string> {
  try {
    return await readText(file, LIMIT_BYTES)
  } catch (error) {
    if (error instanceof UnreadableText) throw badFile(`${shown} ${error.message}.`)
    throw error
  }
}

/** A backup, or the store of another machine, as the log that it holds. */
async function readBackup(file: string, shown: string): Promise<unknown> {
  try {
    return { schemaVersion: 1, events: (await rowsOfFile(file)).map((row) => eventOf(row)) }
  } catch (error) {
    const { message } = error as Error
    if (databaseFault(error) === 'newer')
      throw badFile(`${shown} is of a newer compendium: ${message}.`, [UPDATE])
    throw badFile(`${shown} is no backup of progress: ${harmless(message)}.`)
  }
}

/** What is no JSON stays as it is, and is found by the schema. */
function eventOf(row: EventRow): unknown {
  try {
    return fromRow(row)
  } catch {
    return row
  }
}

async function parseLog(content: unknown, shown: string): Promise<ProgressLog> {
  const { progressLog } = await import('./event-schema.ts')
  const parsed = progressLog.safeParse(content)
  if (parsed.success) return parsed.data
  const { issues } = parsed.error
  const [first, ...others] = issues.map((issue) => harmless(describe(issue)))
  const maybeNewer = issues.some(isOfNewer)
  const what = maybeNewer ? 'is not a log that this compendium knows' : 'is no exported progress'
  throw badFile(`${shown} ${what}: ${first}.`, [...(maybeNewer ? [UPDATE] : []), ...others])
}

const UPDATE = 'If a newer compendium wrote it, update this one first.'

/** A version, a kind of event or a field that is not known here: a later compendium may have added it. */
function isOfNewer({ code, path: place }: z.core.$ZodIssue): boolean {
  const [top, , field] = place
  if (top === 'schemaVersion') return true
  return code === 'unrecognized_keys' || (code === 'invalid_union' && field === 'kind')
}

function parseJson(text: string, shown: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (text.trim() === '') throw badFile(`${shown} is empty.`)
    throw badFile(`${shown} is not JSON: ${harmless((error as Error).message)}.`)
  }
}

/** `events[3].data.level: Invalid input: expected number, received string` */
function describe(issue: z.core.$ZodIssue): string {
  const place = issue.path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('')
  return `${place.replace(/^\./, '') || 'the top'}: ${issue.message}`
}

function badFile(message: string, others: readonly string[] = []): UserError {
  const shown = others.slice(0, MOST_PROBLEMS - 1)
  const hidden = others.length - shown.length
  return new UserError(message, {
    code: 'bad-import',
    next: [
      ...shown,
      ...(hidden > 0 ? [`and ${hidden} more`] : []),
      'Nothing was imported. A file to import is what "compendium progress export" or "backup" writes.',
    ],
  })
}

/** The messages quote the file, which may hold a megabyte on one line, or codes that move the cursor. */
function harmless(problem: string): string {
  const shown = problem.length > LONGEST_PROBLEM ? `${problem.slice(0, LONGEST_PROBLEM)}...` : problem
  return shown.replace(/\p{Cc}/gu, '?')
}

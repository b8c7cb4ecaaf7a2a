import path from 'node:path'
import type * as z from 'zod'
import { UserError } from '../lib/user-error.ts'
import { troubleWords } from '../messages/trouble/index.ts'
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
    throw storeError(troubleWords().exchange.notExported, error)
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
    throw new UserError(troubleWords().notWritten({ file, why: whyNotWritten(error) }), {
      code: 'export-failed',
      next: [troubleWords().exchange.nameNone],
      cause: error,
    })
  }
  throw new UserError(troubleWords().exists({ file }), {
    code: 'file-exists',
    next: [troubleWords().exchange.force],
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
  const shown = file === '-' ? troubleWords().exchange.standardInput : file
  const place = file === '-' ? file : path.resolve(cwd, file)
  const isBackup = file !== '-' && (await isDatabaseFile(place))
  const content = isBackup ? await readBackup(place, shown) : parseJson(await read(place, shown), shown)
  const { events } = await parseLog(content, shown)
  try {
    return { total: events.length, added: await appendEvents(events, warn) }
  } catch (error) {
    throw storeError(troubleWords().exchange.notImported, error)
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
    const words = troubleWords().exchange
    if (databaseFault(error) === 'newer')
      throw badFile(words.newer({ file: shown, said: message }), [words.update])
    throw badFile(words.noBackup({ file: shown, said: harmless(message) }))
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
  const [first = '', ...others] = issues.map((issue) => harmless(describe(issue)))
  const maybeNewer = issues.some(isOfNewer)
  const words = troubleWords().exchange
  const what = maybeNewer ? words.unknownLog : words.noLog
  throw badFile(what({ file: shown, said: first }), [...(maybeNewer ? [words.update] : []), ...others])
}

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
    const words = troubleWords().exchange
    if (text.trim() === '') throw badFile(words.empty({ file: shown }))
    throw badFile(words.noJson({ file: shown, said: harmless((error as Error).message) }))
  }
}

/** `events[3].data.level: Invalid input: expected number, received string` */
function describe(issue: z.core.$ZodIssue): string {
  const place = issue.path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('')
  return `${place.replace(/^\./, '') || troubleWords().exchange.top}: ${issue.message}`
}

function badFile(message: string, others: readonly string[] = []): UserError {
  const shown = others.slice(0, MOST_PROBLEMS - 1)
  const hidden = others.length - shown.length
  const words = troubleWords().exchange
  return new UserError(message, {
    code: 'bad-import',
    next: [...shown, ...(hidden > 0 ? [words.more({ count: hidden })] : []), words.whatToImport],
  })
}

/** The messages quote the file, which may hold a megabyte on one line, or codes that move the cursor. */
function harmless(problem: string): string {
  const shown = problem.length > LONGEST_PROBLEM ? `${problem.slice(0, LONGEST_PROBLEM)}...` : problem
  return shown.replace(/\p{Cc}/gu, '?')
}

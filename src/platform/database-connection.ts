import { statSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import type { Database as Connection } from 'libsql'
import { DamagedFileError, databaseFault, NewerSchemaError } from './database-error.ts'

/** How long one statement waits for other processes that write, before SQLITE_BUSY. */
const BUSY_TIMEOUT_MS = 5000

/** The smallest page of SQLite: a file that is shorter holds no database, but SQLite would say it is new. */
const SMALLEST_FILE_BYTES = 512

export type OpenMode = 'create' | 'existing' | 'read' | 'immutable'

const MODES: Readonly<Record<OpenMode, string>> = {
  create: 'mode=rwc',
  existing: 'mode=rw',
  read: 'mode=ro',
  /** Without locks and without the log: for folders in which nothing may be written, not even locks. */
  immutable: 'mode=ro&immutable=1',
}

/** Opens the file and nothing more: no statement has run, so damage does not show yet. */
export async function connect(
  file: string,
  mode: OpenMode,
  timeoutMs: number = BUSY_TIMEOUT_MS,
): Promise<Connection> {
  const { default: Libsql } = await import('libsql')
  // As a URI (https://www.sqlite.org/uri.html), the only way to give libsql a mode; it escapes ?, # and %.
  return new Libsql(`${pathToFileURL(file).href}?${MODES[mode]}`, { timeout: timeoutMs })
}

/**
 * Opens the file for writing, in write-ahead mode so that readers never wait, with every commit on
 * the disk before it is acknowledged, and brought up to the newest of `migrations`.
 */
export async function openDurable(file: string, migrations: readonly string[]): Promise<Connection> {
  refuseStump(file)
  const connection = await connect(file, 'create')
  try {
    connection.exec('pragma journal_mode = wal')
    connection.exec('pragma synchronous = full')
    migrate(connection, migrations)
    return connection
  } catch (error) {
    release(connection, error)
    throw error
  }
}

/**
 * Refuses what SQLite would take for a new database, throwing away the log beside it: a file cut to
 * nothing. It must not be opened to look further: closing it again would release the locks that
 * connections of this process have on it (https://www.sqlite.org/howtocorrupt.html section 2.2).
 * @throws DamagedFileError
 */
export function refuseStump(file: string): void {
  const bytes = sizeOf(file)
  if (bytes === undefined || bytes >= SMALLEST_FILE_BYTES) return
  if (bytes > 0 || (sizeOf(`${file}-wal`) ?? 0) > 0) throw new DamagedFileError(`${file} was cut short`)
}

function sizeOf(file: string): number | undefined {
  const found = statSync(file, { throwIfNoEntry: false })
  return found?.isFile() ? found.size : undefined
}

const damaged: Connection[] = []

/**
 * Closes the connection, unless `error` says that its file is damaged: in closing the last connection
 * SQLite deletes the log, which belongs with the file that is kept aside. Such a connection stays open
 * until the process ends; except on Windows, where a file that is open cannot be moved.
 */
export function release(connection: Connection, error?: unknown): void {
  if (databaseFault(error) === 'corrupt' && process.platform !== 'win32') damaged.push(connection)
  else connection.close()
}

function migrate(connection: Connection, migrations: readonly string[]): void {
  if (version(connection) === migrations.length) return
  connection.exec('begin immediate')
  try {
    // Again, under the lock: another process may have done it while we waited.
    const found = version(connection)
    if (found > migrations.length) throw new NewerSchemaError(found, migrations.length)
    for (const migration of migrations.slice(found)) connection.exec(migration)
    connection.exec(`pragma user_version = ${migrations.length}`)
    connection.exec('commit')
  } catch (error) {
    if (connection.inTransaction) connection.exec('rollback')
    throw error
  }
}

function version(connection: Connection): number {
  const rows = connection.prepare('pragma user_version').all() as { readonly user_version: number }[]
  return rows[0]?.user_version ?? 0
}

import { statSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import type { Database as Connection } from 'libsql'
import { DamagedFileError, NewerSchemaError } from './database-error.ts'

/** How long one statement waits for other processes that write, before SQLITE_BUSY. */
const BUSY_TIMEOUT_MS = 5000

/** The smallest page of SQLite: a file that is shorter holds no database, but SQLite would say it is new. */
const SMALLEST_FILE_BYTES = 512

export type OpenMode = 'create' | 'existing' | 'immutable'

const MODES: Readonly<Record<OpenMode, string>> = {
  create: 'mode=rwc',
  existing: 'mode=rw',
  /** Reads the file as it lies there, without locks: for folders in which nothing may be written. */
  immutable: 'mode=ro&immutable=1',
}

/** Opens the file and nothing more: no statement has run, so damage does not show yet. */
export async function connect(file: string, mode: OpenMode): Promise<Connection> {
  const { default: Libsql } = await import('libsql')
  // As a URI (https://www.sqlite.org/uri.html), the only way to give libsql a mode; it escapes ?, # and %.
  return new Libsql(`${pathToFileURL(file).href}?${MODES[mode]}`, { timeout: BUSY_TIMEOUT_MS })
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
    connection.close()
    throw error
  }
}

/** SQLite takes a file cut to nothing for a new one, and would throw away the log beside it. */
export function refuseStump(file: string): void {
  const bytes = sizeOf(file)
  if (bytes === undefined || bytes >= SMALLEST_FILE_BYTES) return
  if (bytes > 0 || (sizeOf(`${file}-wal`) ?? 0) > 0) throw new DamagedFileError(`${file} was cut short`)
}

function sizeOf(file: string): number | undefined {
  const found = statSync(file, { throwIfNoEntry: false })
  return found?.isFile() ? found.size : undefined
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
  const row = connection.prepare('pragma user_version').get() as { readonly user_version: number }
  return row.user_version
}

import { stat } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { Kysely } from 'kysely'
import type { Database as Connection } from 'libsql'
import { finishAside, isHalfAside, setAside } from './database-aside.ts'
import { connect, openDurable, release } from './database-connection.ts'
import { type DatabaseFault, databaseFault } from './database-error.ts'
import { makeFolder } from './files.ts'

export interface DatabaseSpec {
  readonly file: string
  /** SQL that takes a database from version `index` to version `index + 1`; only ever appended to. */
  readonly migrations: readonly string[]
  /** Told when a damaged file was set aside. */
  readonly warn: (message: string) => void
}

/** How often a database that others keep busy is tried; each try waits for the lock of SQLite itself. */
const TRIES = 3

/** What SQLite says, even to a reader, where it cannot make the index of its log. */
export const UNWRITABLE: readonly DatabaseFault[] = ['read-only', 'unopenable', 'full', 'disk']

export type Work<Result> = (connection: Connection) => Promise<Result>

/**
 * Runs `work` on the database through Kysely, and closes it. Makes the file and its folder if need
 * be. `work` may run more than once, when others keep the file busy or when it was damaged and a
 * fresh one takes its place: it must be one transaction, or come to the same when repeated. Rejects
 * with the error of SQLite or of the file system; `databaseFault` says its meaning.
 */
export async function writeDatabase<Schema, Result>(
  spec: DatabaseSpec,
  work: (database: Kysely<Schema>) => Promise<Result>,
): Promise<Result> {
  const { Kysely, SqliteDialect } = await import('kysely')
  return withConnection(spec, (connection) =>
    work(new Kysely<Schema>({ dialect: new SqliteDialect({ database: connection }) })),
  )
}

/**
 * The rows of one query; undefined when there is no database, for reading makes none. The query is
 * plain SQL because loading Kysely would double what it costs to list the topics. Where nothing may
 * be written, not even SQLite's own locks, the file is read as it lies there.
 */
export async function queryDatabase<Row>(spec: DatabaseSpec, query: string): Promise<Row[] | undefined> {
  if (!(await isThere(spec.file))) return undefined
  const rows = async (connection: Connection) => connection.prepare(query).all() as Row[]
  try {
    return await withConnection(spec, rows)
  } catch (error) {
    if (!UNWRITABLE.includes(databaseFault(error))) throw error
    return readOnly(spec.file, rows).catch(() => Promise.reject(error))
  }
}

/** A folder that may not be entered could hold a database: that is an error, and not "no database". */
async function isThere(file: string): Promise<boolean> {
  try {
    await stat(file)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false
    throw error
  }
}

/** With the log, if SQLite can use it without writing: its index must be there from before. */
export async function readOnly<Result>(file: string, work: Work<Result>): Promise<Result> {
  try {
    return await use(await connect(file, 'read'), work)
  } catch {
    return use(await connect(file, 'immutable'), work)
  }
}

async function withConnection<Result>(spec: DatabaseSpec, work: Work<Result>): Promise<Result> {
  await makeFolder(path.dirname(spec.file), 0o700)
  if (isHalfAside(spec.file)) await finishAside(spec.file)
  try {
    return await attempt(spec, work)
  } catch (error) {
    if (databaseFault(error) !== 'corrupt') throw error
    await replace(spec)
    return attempt(spec, work)
  }
}

async function attempt<Result>(spec: DatabaseSpec, work: Work<Result>): Promise<Result> {
  for (let number = 1; ; number += 1) {
    try {
      return await use(await openDurable(spec.file, spec.migrations), work)
    } catch (error) {
      if (databaseFault(error) !== 'busy' || number === TRIES) throw error
      await delay(20 * number)
    }
  }
}

export async function use<Result>(connection: Connection, work: Work<Result>): Promise<Result> {
  try {
    const result = await work(connection)
    release(connection)
    return result
  } catch (error) {
    release(connection, error)
    throw error
  }
}

async function replace({ file, warn }: DatabaseSpec): Promise<void> {
  const aside = await setAside(file)
  if (aside !== undefined)
    warn(`${file} is damaged; it was kept as ${path.basename(aside)} and a new one begun`)
}

import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { type Dialect, Kysely, Migrator, SqliteDialect, type Transaction } from 'kysely'
import Sqlite from 'libsql'
import { migrations } from './migrations.ts'
// compendium:slot database-imports
import type { Tables } from './tables.ts'

export type Database = Kysely<Tables>
export type Tx = Transaction<Tables>

/** Opens the database and brings its tables up to date. Throws an Error that names DATABASE_URL. */
export async function openDatabase(url: string): Promise<Database> {
  const database: Database = new Kysely({
    dialect: dialectFor(url),
    // compendium:slot database-options
  })
  const migrator = new Migrator({
    db: database,
    provider: { getMigrations: async () => migrations },
    // Each pattern brings its own tables; none builds on those of another.
    allowUnorderedMigrations: true,
    // compendium:slot migrator-options
  })
  const { error } = await migrator.migrateToLatest()
  if (error === undefined) return database
  await database.destroy()
  throw new Error('DATABASE_URL: the tables could not be brought up to date', { cause: error })
}

function dialectFor(url: string): Dialect {
  // compendium:slot database-dialects
  if (url.startsWith('sqlite:')) return sqlite(url.slice('sqlite:'.length))
  throw new Error(`DATABASE_URL: no driver for ${url.split(':')[0]}:`)
}

function sqlite(file: string): Dialect {
  if (file !== ':memory:') mkdirSync(path.dirname(path.resolve(file)), { recursive: true })
  const connection = new Sqlite(file)
  // Readers do not wait for the writer, a commit is on disk when it returns, a busy file is waited for.
  connection.exec('PRAGMA journal_mode = WAL')
  connection.exec('PRAGMA synchronous = FULL')
  connection.exec('PRAGMA busy_timeout = 5000')
  return new SqliteDialect({ database: connection })
}

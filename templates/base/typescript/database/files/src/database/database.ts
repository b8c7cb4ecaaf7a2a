import { type Dialect, Kysely, Migrator, type Transaction } from 'kysely'
import { migrations } from './migrations.ts'
// compendium:slot database-imports
import { sqlite } from './sqlite.ts'
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

import { sql } from 'kysely'
import type { Database } from '../database/database.ts'

/** Reads the table of migrations: it takes a connection, the right database and tables in it. */
export function checkDatabase(database: Database): () => Promise<void> {
  return async () => {
    await sql`select count(*) from kysely_migration`.execute(database)
  }
}

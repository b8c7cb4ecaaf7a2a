import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Database } from '../../database/database.ts'

/**
 * Refreshes what the planner of queries knows of each table, one after the other with pauses. Once is enough for all
 * processes, and twice does no harm.
 */
export function createUpkeep(database: Database, pauseMs: number): () => Promise<string> {
  return async () => {
    const tables = await database.introspection.getTables()
    for (const { name } of tables) {
      await sql`analyze ${sql.table(name)}`.execute(database)
      await sleep(pauseMs)
    }
    return `${tables.length} tables`
  }
}

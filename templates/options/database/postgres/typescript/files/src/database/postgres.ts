import { type Dialect, PostgresDialect } from 'kysely'
import pg from 'pg'

/** A pool of connections to a PostgreSQL server; none is opened before the first query. */
export function postgres(connectionString: string): Dialect {
  const pool = new pg.Pool({ connectionString, connectionTimeoutMillis: 5000 })
  // A connection that breaks while nobody uses it is no reason to end the process.
  pool.on('error', () => {})
  return new PostgresDialect({ pool })
}

import { type Dialect, type Kysely, PostgresAdapter, PostgresDialect, sql } from 'kysely'
import pg from 'pg'

/**
 * A pool of connections to a PostgreSQL server; none is opened before the first query. Nothing waits for
 * ever: not for a connection, not for an answer of a server that is gone.
 */
export function postgres(connectionString: string): Dialect {
  const pool = new pg.Pool({
    connectionString,
    connectionTimeoutMillis: 5000,
    query_timeout: 30_000,
    keepAlive: true,
    types: { getTypeParser },
  })
  // A connection that breaks while nobody uses it is no reason to end the process.
  pool.on('error', () => {})
  return new PostgresDialect({ pool })
}

/** The driver gives 64-bit numbers as text. Ours count rows, and are far from what a number can hold. */
const getTypeParser: typeof pg.types.getTypeParser = (type, format) =>
  type === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(type, format)

/**
 * Where the migrator keeps what it has done: in the schema of the tables. Not told so, it would take the notes of
 * another schema in the same database for its own.
 */
export async function besideTables<T>(
  database: Kysely<T>,
): Promise<{ migrationTableSchema?: string }> {
  if (!(database.getExecutor().adapter instanceof PostgresAdapter)) return {}
  const query = sql<{ name: string }>`select current_schema() as name`
  const { rows } = await query.execute(database).catch((cause: unknown) => {
    throw new Error('DATABASE_URL: the PostgreSQL server gives no answer', { cause })
  })
  return rows[0] === undefined ? {} : { migrationTableSchema: rows[0].name }
}

import {
  type Dialect,
  type Kysely,
  PostgresAdapter,
  PostgresDialect,
  type PostgresPool,
  type PostgresPoolClient,
  sql,
} from 'kysely'
import pg from 'pg'
import { Problem } from '../problem.ts'

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
  // A connection that breaks is no reason to end the process. Whoever uses it is told by the next query.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  return new PostgresDialect({ pool: answering(pool) })
}

/** The pool as the query builder uses it. That the server is away is told as a problem that passes. */
function answering(pool: pg.Pool): PostgresPool {
  return {
    async connect() {
      const client = await pool.connect().catch(fail)
      const query = (text: string, values: readonly unknown[]) =>
        client.query(text, [...values]).catch(fail)
      // All that the query builder asks of it, since nothing here reads by a cursor.
      const used: unknown = { query, release: () => client.release() }
      return used as PostgresPoolClient
    },
    end: () => pool.end(),
  }
}

/** SQLSTATE of a server that stops, starts or has no connection left, and what the system calls it. */
const AWAY = /^(08|57P|53300|ECONN|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENOTFOUND)/
/** What the driver says without a code. */
const SILENT = /^(Connection terminated|timeout exceeded when trying|Query read timeout|Client has)/

function fail(cause: Error & { code?: string }): never {
  if (!AWAY.test(cause.code ?? '') && !SILENT.test(cause.message)) throw cause
  const more = { status: 503, code: 'database-unavailable', retryAfterMs: 1000, cause }
  throw new Problem('the database gives no answer', more)
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

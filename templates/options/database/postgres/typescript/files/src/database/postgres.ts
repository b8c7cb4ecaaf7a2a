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

interface Patience {
  /** For an answer of the server. */
  readonly answerMs?: number
  /** A transaction that does nothing for longer is ended by the server. */
  readonly idleMs?: number
}

/**
 * A pool of connections to a PostgreSQL server; none is opened before the first query. Nothing waits for
 * ever: not for a connection, not for an answer of a server that is gone, not for the locks of a process that stands
 * still, or whose machine is gone.
 */
export function postgres(
  connectionString: string,
  { answerMs = 30_000, idleMs = 60_000 }: Patience = {},
): Dialect {
  const pool = new pg.Pool({
    connectionString,
    connectionTimeoutMillis: 5000,
    query_timeout: answerMs,
    idle_in_transaction_session_timeout: idleMs,
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
      let lost: Error | undefined
      const query = async (text: string, values: readonly unknown[]) => {
        // A rollback too would only wait behind what has no answer. The server does it when the connection ends.
        if (lost !== undefined) return fail(lost)
        return client.query(text, [...values]).catch((cause: Error) => {
          if (isAway(cause)) lost = cause
          return fail(cause)
        })
      }
      // Given back as it is, it would have the next one work within the transaction that this one left open.
      const release = () => client.release(lost)
      // All that the query builder asks of it, since nothing here reads by a cursor.
      const used: unknown = { query, release }
      return used as PostgresPoolClient
    },
    end: () => pool.end(),
  }
}

/** SQLSTATE of a server that stops, starts, has no connection left or ended an idle transaction; what the system calls it. */
const AWAY = /^(08|57P|53300|25P03|ECONN|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENOTFOUND)/
/** What the driver says without a code. */
const SILENT = /^(Connection terminated|timeout exceeded when trying|Query read timeout|Client has)/

function isAway({ code, message }: Error & { code?: string }): boolean {
  return AWAY.test(code ?? '') || SILENT.test(message)
}

/** SQLSTATE of text with a character that the server cannot keep: NUL. */
const UNSTORABLE = '22021'

function fail(cause: Error & { code?: string }): never {
  if (cause.code === UNSTORABLE) {
    const more = { status: 400, code: 'invalid', cause }
    throw new Problem('a text has a character that cannot be kept', more)
  }
  if (!isAway(cause)) throw cause
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

import { Socket } from 'node:net'
import type { Kysely, Transaction } from 'kysely'
import type { Pool } from 'pg'
import { isUserError, UserError } from '../lib/user-error.ts'
import type { TroubleMessages } from '../messages/trouble/en.ts'
import { troubleWords } from '../messages/trouble/index.ts'
import { classPlace } from './class-url.ts'
import { NewerSchemaError } from './database-error.ts'

/** Beyond this nobody waits for a server that does not answer. */
const CONNECT_TIMEOUT_MS = 4500
/** For one statement; the longest reads all events of a class. */
const STATEMENT_TIMEOUT_MS = 30_000
/** Of the lock under which one process at a time brings the tables up to date: any number that nobody else uses. */
const MIGRATION_LOCK = 6_284_331_907
const INT8 = 20
/** No such table, or no such schema: https://www.postgresql.org/docs/current/errcodes-appendix.html */
const NOT_THERE = ['42P01', '3F000']

/** The tables are in a schema of this name. */
const CLASS_SCHEMA = 'compendium'
const VERSION_TABLE = `${CLASS_SCHEMA}.schema_version`

interface ClassSpec {
  /** With its password. */
  readonly url: string
  /** SQL that takes the tables from version `index` to version `index + 1`; only ever appended to. */
  readonly migrations: readonly string[]
}

/**
 * Runs `work` on the PostgreSQL database through Kysely, in one transaction, and lets go of it. The tables are made
 * or brought up to date first. Gives up on a server that does not answer within five seconds.
 * @throws UserError (exit 2) that says where and what went wrong, without passwords.
 */
export async function withClassDatabase<Schema, Result>(
  spec: ClassSpec,
  work: (database: Transaction<Schema>) => Promise<Result>,
): Promise<Result> {
  const place = classPlace(spec.url)
  const { Kysely, PostgresDialect } = await import('kysely')
  const sockets: Socket[] = []
  const pool = await openPool(spec.url, sockets)
  const database = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) })
  try {
    await migrate(database as unknown as Kysely<unknown>, spec.migrations)
    return await database.transaction().execute((transaction) => work(transaction))
  } catch (error) {
    throw told(error, place)
  } finally {
    await database.destroy()
    // Where a connection failed while its user was being asked for, pg leaves it open, and we would wait for the server.
    for (const socket of sockets) socket.destroy()
  }
}

async function openPool(url: string, sockets: Socket[]): Promise<Pool> {
  const { default: pg } = await import('pg')
  const { types } = pg
  const pool = new pg.Pool({
    connectionString: url,
    max: 1,
    application_name: 'compendium',
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    query_timeout: STATEMENT_TIMEOUT_MS,
    stream: () => {
      const socket = new Socket()
      sockets.push(socket)
      return socket
    },
    types: {
      // All our whole numbers are milliseconds and counts, far below 2 to the power of 53.
      getTypeParser: ((oid: number, format?: 'text') =>
        oid === INT8 ? Number : types.getTypeParser(oid, format)) as typeof types.getTypeParser,
    },
  })
  // Of a connection that breaks while nobody uses it; who uses it next is told.
  pool.on('error', () => {})
  return pool
}

async function migrate(database: Kysely<unknown>, migrations: readonly string[]): Promise<void> {
  if ((await versionOrNone(database)) === migrations.length) return
  const { sql } = await import('kysely')
  await database.transaction().execute(async (transaction) => {
    await sql`select pg_advisory_xact_lock(${sql.lit(MIGRATION_LOCK)})`.execute(transaction)
    await sql`create schema if not exists ${sql.ref(CLASS_SCHEMA)}`.execute(transaction)
    await sql`create table if not exists ${sql.table(VERSION_TABLE)} (version integer not null)`.execute(
      transaction,
    )
    // Again, under the lock: another process may have done it while we waited.
    const found = await version(transaction)
    if (found > migrations.length) throw new NewerSchemaError(found, migrations.length)
    for (const migration of migrations.slice(found)) await sql.raw(migration).execute(transaction)
    await sql`delete from ${sql.table(VERSION_TABLE)}`.execute(transaction)
    await sql`insert into ${sql.table(VERSION_TABLE)} values (${sql.lit(migrations.length)})`.execute(
      transaction,
    )
  })
}

async function version(database: Kysely<unknown>): Promise<number> {
  const { sql } = await import('kysely')
  const query = sql<{ readonly version: number }>`select version from ${sql.table(VERSION_TABLE)}`
  return (await query.execute(database)).rows[0]?.version ?? 0
}

/** 0 of a database in which nobody has made our tables yet. */
async function versionOrNone(database: Kysely<unknown>): Promise<number> {
  try {
    return await version(database)
  } catch (error) {
    if (NOT_THERE.includes(codeOf(error))) return 0
    throw error
  }
}

function told(error: unknown, place: string): unknown {
  if (!(error instanceof Error) || isUserError(error)) return error
  return new UserError(`${place} ${whatHappened(error)}.`, { code: 'class-database', cause: error })
}

const SAID: Readonly<Record<string, Exclude<keyof TroubleMessages['database'], 'newer' | 'said'>>> = {
  ECONNREFUSED: 'refused',
  ECONNRESET: 'broken',
  ENOTFOUND: 'noHost',
  EAI_AGAIN: 'noLookup',
  ENOENT: 'noSocket',
  EACCES: 'forbiddenSocket',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  ETIMEDOUT: 'late',
  '28P01': 'password',
  '28000': 'user',
  '3D000': 'missing',
  '42501': 'forbidden',
  '53300': 'crowded',
  '53100': 'full',
  '57P03': 'starting',
  '25006': 'readOnly',
}

function whatHappened(error: Error): string {
  const words = troubleWords().database
  if (error.name === 'NewerSchemaError') return words.newer({ said: error.message })
  const known = SAID[codeOf(error)]
  if (known !== undefined) return words[known]
  if (/timeout|timed out/i.test(error.message)) return words.lateHere
  if (/password/i.test(error.message)) return words.noPassword
  if (/terminated unexpectedly|ended/i.test(error.message)) return words.broken
  return words.said({ said: error.message })
}

/** Where every address of a host refused, Node has one error of several. */
function codeOf(error: unknown): string {
  const { code, errors } = error as { readonly code?: unknown; readonly errors?: readonly unknown[] }
  return typeof code === 'string' ? code : errors?.[0] === undefined ? '' : codeOf(errors[0])
}

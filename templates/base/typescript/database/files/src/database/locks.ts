import { createHash } from 'node:crypto'
import { PostgresAdapter, sql } from 'kysely'
import type { Database, Tx } from './database.ts'

/**
 * Waits until nobody else holds the lock `name`, and holds it until the transaction ends. It lets a
 * transaction look before it writes: what it did not find nobody else makes meanwhile. SQLite has one
 * writer at a time, and this process one connection to it, so there is nothing to wait for.
 */
export async function lockUntilCommit(tx: Tx, name: string): Promise<void> {
  if (!isShared(tx)) return
  await sql`select pg_advisory_xact_lock(${keyOf(name)})`.execute(tx)
}

/**
 * Runs `work` while no other process on this database runs the work of the same name. With SQLite there is one process, whose
 * only connection a transaction would keep from all others, so `work` has to see to it that it runs once at a time there.
 */
export async function exclusively<T>(
  database: Database,
  name: string,
  work: (db: Database) => Promise<T>,
): Promise<T> {
  if (!isShared(database)) return work(database)
  return database.transaction().execute(async (tx) => {
    await lockUntilCommit(tx, name)
    return work(tx)
  })
}

/** Whether several processes may work on it at once. */
function isShared(database: Database): boolean {
  return database.getExecutor().adapter instanceof PostgresAdapter
}

/** The server knows locks by numbers of 64 bits. Sent as text, as JavaScript has no such number. */
function keyOf(name: string): string {
  return createHash('sha256').update(name).digest().readBigInt64BE().toString()
}

import { randomUUID } from 'node:crypto'
import { type ExpressionBuilder, PostgresAdapter, type Selectable, sql } from 'kysely'
import type { Database, Tx } from '../database/database.ts'
import type { JobRow } from '../database/migrations/jobs.ts'
import type { Tables } from '../database/tables.ts'
import { type ClaimedJob, type Job, type JobStatus, LeaseLost, type NewJob } from './job.ts'

/**
 * How much longer a normal job has to have waited than an urgent one to come before it. So urgent jobs overtake, but
 * however many there are, no normal job waits behind one that came this much later: nothing starves.
 */
const HEAD_START_MS = 60_000
/** Of the text of an error, in characters. */
const LONGEST_ERROR = 500

/** The table of jobs. Times are those of this process's clock: clocks of replicas must agree to well within a lease. */
export const jobStore = {
  /** False when there is a job of this id. */
  async enqueue(database: Database | Tx, job: NewJob): Promise<boolean> {
    const result = await database
      .insertInto('jobs')
      .values(rowOf(job))
      .onConflict((conflict) => conflict.column('id').doNothing())
      .executeTakeFirst()
    return result.numInsertedOrUpdatedRows === 1n
  },

  async find(database: Database | Tx, id: string): Promise<Job | undefined> {
    const query = database.selectFrom('jobs').selectAll().where('id', '=', id)
    const row = await query.executeTakeFirst()
    return row === undefined ? undefined : toJob(row)
  },

  /**
   * Takes up to `limit` jobs whose time has come, or whose lease is over because whoever had them died. One
   * statement: SQLite runs it alone, and PostgreSQL skips the rows that somebody else is just taking, so that nobody
   * waits and nobody takes the same.
   */
  async claim(database: Database, limit: number, leaseMs: number): Promise<ClaimedJob[]> {
    const now = Date.now()
    const token = randomUUID()
    const isPostgres = database.getExecutor().adapter instanceof PostgresAdapter
    const rows = await database
      .updateTable('jobs')
      .set({
        status: 'running',
        attempts: sql<number>`attempts + 1`,
        claims: sql<number>`claims + 1`,
        lease_token: token,
        lease_until: isoAt(now + leaseMs),
      })
      .where('id', 'in', (from) =>
        from
          .selectFrom('jobs')
          .select('id')
          .where((is) => isClaimable(is, isoAt(now)))
          .orderBy('claim_order')
          .limit(limit)
          .$if(isPostgres, (query) => query.forUpdate().skipLocked()),
      )
      .returningAll()
      .execute()
    const inOrder = rows.sort((a, b) => (a.claim_order < b.claim_order ? -1 : 1))
    return inOrder.map((row) => ({ ...toJob(row), leaseToken: token }))
  },

  /** Keeps a job for longer. False when it is not ours any more. */
  async renew(
    database: Database,
    { id, leaseToken }: ClaimedJob,
    leaseMs: number,
  ): Promise<boolean> {
    const result = await database
      .updateTable('jobs')
      .set({ lease_until: isoAt(Date.now() + leaseMs) })
      .where('id', '=', id)
      .where('lease_token', '=', leaseToken)
      .executeTakeFirst()
    return result.numUpdatedRows > 0n
  },

  /** Throws `LeaseLost`, which takes all back that was done in the same transaction. */
  async finish(tx: Tx, job: ClaimedJob, result: unknown): Promise<void> {
    await release(tx, job, {
      status: 'done',
      result: result === undefined ? null : JSON.stringify(result),
      finished_at: isoAt(Date.now()),
    })
  },

  /** Has the job tried again at `runAt`, or never when there is no such time. Throws `LeaseLost`. */
  async fail(
    tx: Tx,
    job: ClaimedJob,
    { error, runAt, isCounted }: { error: unknown; runAt: Date | undefined; isCounted: boolean },
  ): Promise<void> {
    const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
    await release(tx, job, {
      last_error: text.slice(0, LONGEST_ERROR),
      attempts: isCounted ? job.attempts : job.attempts - 1,
      ...(runAt === undefined
        ? { status: 'failed', finished_at: isoAt(Date.now()) }
        : { status: 'ready', ...dueAt(runAt, job.priority) }),
    })
  },

  /** Starts a job anew that had failed for good. False when it had not. */
  async restart(
    database: Database | Tx,
    { id, priority }: Pick<Job, 'id' | 'priority'>,
  ): Promise<boolean> {
    const now = new Date()
    const changes = { attempts: 0, claims: 0, enqueued_at: now.toISOString() }
    const result = await database
      .updateTable('jobs')
      .set({ status: 'ready', finished_at: null, ...changes, ...dueAt(now, priority) })
      .where('id', '=', id)
      .where('status', '=', 'failed')
      .executeTakeFirst()
    return result.numUpdatedRows > 0n
  },

  /** How many of those that ended well were older. */
  async deleteDone(database: Database, before: Date): Promise<number> {
    const result = await database
      .deleteFrom('jobs')
      .where('status', '=', 'done')
      .where('finished_at', '<', before.toISOString())
      .executeTakeFirst()
    return Number(result.numDeletedRows)
  },

  /** How many jobs there are of each status. */
  async count(database: Database): Promise<Map<JobStatus, number>> {
    const rows = await database
      .selectFrom('jobs')
      .select(({ fn }) => ['status', fn.countAll().as('count')])
      .groupBy('status')
      .execute()
    return new Map(rows.map(({ status, count }) => [status, Number(count)]))
  },

  /** Since when the job has been due that has waited longest. */
  async oldestDue(database: Database): Promise<string | undefined> {
    const row = await database
      .selectFrom('jobs')
      .select('run_at')
      .where('status', '=', 'ready')
      .where('run_at', '<=', isoAt(Date.now()))
      .orderBy('run_at')
      .limit(1)
      .executeTakeFirst()
    return row?.run_at
  },
}

function isClaimable(is: ExpressionBuilder<Tables, 'jobs'>, now: string) {
  return is.or([
    is.and([is('status', '=', 'ready'), is('run_at', '<=', now)]),
    is.and([is('status', '=', 'running'), is('lease_until', '<', now)]),
  ])
}

/** Gives a job back with `changes`, if it is still ours: the token tells a late answer from a current one. */
async function release(tx: Tx, { id, leaseToken }: ClaimedJob, changes: object): Promise<void> {
  const result = await tx
    .updateTable('jobs')
    .set({ ...changes, lease_token: null, lease_until: null })
    .where('id', '=', id)
    .where('lease_token', '=', leaseToken)
    .executeTakeFirst()
  if (result.numUpdatedRows === 0n) throw new LeaseLost(id)
}

function rowOf({ id, kind, payload, priority = 'normal', runAt = new Date() }: NewJob): JobRow {
  return {
    id,
    kind,
    payload: JSON.stringify(payload),
    priority,
    status: 'ready',
    attempts: 0,
    claims: 0,
    ...dueAt(runAt, priority),
    enqueued_at: isoAt(Date.now()),
    finished_at: null,
    lease_token: null,
    lease_until: null,
    result: null,
    last_error: null,
  }
}

function dueAt(runAt: Date, priority: Job['priority']): { run_at: string; claim_order: string } {
  const headStartMs = priority === 'urgent' ? HEAD_START_MS : 0
  return { run_at: runAt.toISOString(), claim_order: isoAt(runAt.getTime() - headStartMs) }
}

function toJob(row: Selectable<JobRow>): Job {
  return {
    id: row.id,
    kind: row.kind,
    payload: JSON.parse(row.payload),
    priority: row.priority,
    status: row.status,
    attempts: row.attempts,
    claims: row.claims,
    runAt: row.run_at,
    enqueuedAt: row.enqueued_at,
    ...(row.result === null ? {} : { result: JSON.parse(row.result) }),
    ...(row.last_error === null ? {} : { lastError: row.last_error }),
  }
}

const isoAt = (ms: number): string => new Date(ms).toISOString()

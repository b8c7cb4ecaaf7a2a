import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Selectable } from 'kysely'
import { Gauge } from 'prom-client'
import type { Database } from '../database/database.ts'
import { exclusively } from '../database/locks.ts'
import type { OutboxRow } from '../database/migrations/outbox.ts'
import type { Broker, Message } from '../messaging/broker.ts'
import type { EventSink } from '../messaging/unit-of-work.ts'
import type { Log } from '../observability/log.ts'
import type { Metrics } from '../observability/metrics.ts'

/** Rows that are read at once. */
const BATCH = 100
/** No batch begins with another event after this time, as the server ends a transaction that does nothing for a minute. */
const LONGEST_BATCH_MS = 10_000
/** Events that the broker has and could still lose; no more are handed over until some of them are safe. */
const MOST_LEAVING = 1000

interface OutboxOptions {
  readonly database: Database
  readonly broker: Broker
  /** How often the outbox is looked into without being asked: after a failure, after a crash. */
  readonly intervalMs: number
  readonly longestBatchMs?: number
  readonly log: Log
  readonly metrics: Metrics
}

export interface Outbox {
  readonly sink: EventSink
  start(): void
  /** Lets the batch under way finish; what is left waits for the next start. */
  stop(): Promise<void>
}

/**
 * Keeps the events of a change in the same transaction as the change, and publishes them from there. A
 * crash at any point loses none; one between publishing and noting it sends an event twice.
 * See docs/adr/transactional-outbox.md.
 */
export function createOutbox({
  database,
  broker,
  intervalMs,
  longestBatchMs = LONGEST_BATCH_MS,
  log,
  metrics,
}: OutboxOptions): Outbox {
  measurePending(database, metrics)
  let isStopped = true
  let timer: NodeJS.Timeout | undefined
  let underWay: Promise<void> | undefined
  let isAskedAgain = false
  const leaving = new Set<number>()

  const drain = async (): Promise<void> => {
    do {
      isAskedAgain = false
      while (!isStopped && (await publishBatch())) {}
    } while (isAskedAgain && !isStopped)
  }

  /**
   * True when there may be more. Events leave in the order in which they were written, and of several replicas one
   * publishes at a time. The transaction that sees to it lasts as long as the broker takes to answer.
   */
  const publishBatch = async (): Promise<boolean> => {
    if (leaving.size >= MOST_LEAVING) return false
    const { isMore, failure } = await exclusively(database, 'outbox', async (db) => {
      const query = db.selectFrom('outbox').selectAll().orderBy('position').limit(BATCH)
      const rows = await query.where('position', 'not in', [0, ...leaving]).execute()
      const { kept, failure, isCut } = await publishAll(rows)
      await db
        .deleteFrom('outbox')
        .where('position', 'in', [0, ...kept])
        .execute()
      return { isMore: isCut || rows.length === BATCH, failure }
    })
    if (failure !== undefined) throw failure
    return isMore
  }

  /** The rows that the broker has for good, and what ended it before its time. */
  const publishAll = async (
    rows: readonly Selectable<OutboxRow>[],
  ): Promise<{ kept: number[]; failure?: unknown; isCut: boolean }> => {
    const kept: number[] = []
    const untilMs = performance.now() + longestBatchMs
    try {
      for (const row of rows) {
        if (row !== rows[0] && performance.now() >= untilMs) return { kept, isCut: true }
        if (await publish(row)) kept.push(row.position)
      }
      return { kept, isCut: false }
    } catch (failure) {
      return { kept, failure, isCut: false }
    }
  }

  /** True when the broker has it for good. What it could still lose is deleted when it says so. */
  const publish = async (row: Selectable<OutboxRow>): Promise<boolean> => {
    const { kept } = await broker.publish(messageOf(row))
    const isKept = await Promise.race([kept.then(() => true), nextTurn().then(() => false)])
    if (isKept) return true
    leaving.add(row.position)
    void kept
      .then(() => database.deleteFrom('outbox').where('position', '=', row.position).execute())
      .catch((error: unknown) => log.warn({ err: error }, 'an event will be sent twice'))
      .finally(() => leaving.delete(row.position))
    return false
  }

  /** One drain at a time: two would publish the same rows. */
  const wake = (): void => {
    isAskedAgain = true
    if (isStopped || underWay !== undefined) return
    underWay = drain()
      .catch((error: unknown) => log.warn({ err: error }, 'events wait in the outbox'))
      .finally(() => {
        underWay = undefined
      })
  }

  return {
    sink: {
      async stage(tx, events) {
        if (events.length === 0) return
        const createdAt = new Date().toISOString()
        const rows = events.map(({ id, topic, key, body, headers }) => ({
          message_id: id,
          topic,
          key,
          body: JSON.stringify(body),
          headers: JSON.stringify(headers),
          created_at: createdAt,
        }))
        await tx.insertInto('outbox').values(rows).execute()
      },
      async release() {
        wake()
      },
    },
    start() {
      isStopped = false
      timer = setInterval(wake, intervalMs)
      wake()
    },
    async stop() {
      isStopped = true
      clearInterval(timer)
      await underWay
    },
  }
}

function messageOf(row: Selectable<OutboxRow>): Message {
  return {
    id: row.message_id,
    topic: row.topic,
    key: row.key,
    body: JSON.parse(row.body),
    headers: JSON.parse(row.headers),
  }
}

function measurePending(database: Database, metrics: Metrics): void {
  new Gauge({
    name: 'outbox_pending',
    help: 'Events that wait to be published.',
    registers: [metrics],
    async collect() {
      const query = database.selectFrom('outbox').select(({ fn }) => fn.countAll().as('count'))
      this.set(Number((await query.executeTakeFirstOrThrow()).count))
    },
  })
}

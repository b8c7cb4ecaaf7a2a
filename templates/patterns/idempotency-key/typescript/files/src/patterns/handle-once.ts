import { Counter } from 'prom-client'
import type { Database } from '../database/database.ts'
import type { HandlerPolicy } from '../messaging/broker.ts'
import type { Metrics } from '../observability/metrics.ts'

/** How often old notes are looked for. */
const FORGET_EVERY_MS = 60_000

export interface HandleOnceOptions {
  readonly database: Database
  /** How long it is remembered that a message was handled. */
  readonly keepMs: number
  readonly metrics: Metrics
}

/**
 * Leaves out messages that a group has handled: brokers deliver at least once. What was handled and not
 * noted, because of a crash in between, comes once more, so handlers still send a key along.
 */
export function handleOnce({ database, keepMs, metrics }: HandleOnceOptions): HandlerPolicy {
  const duplicates = new Counter({
    name: 'duplicate_messages_total',
    help: 'Messages that came again after they had been handled.',
    labelNames: ['group'],
    registers: [metrics],
  })
  const forget = forgetful(database, keepMs)
  return (group, next) => async (delivery) => {
    const known = await database
      .selectFrom('handled_messages')
      .select('message_id')
      .where('group_name', '=', group)
      .where('message_id', '=', delivery.id)
      .executeTakeFirst()
    if (known !== undefined) return duplicates.inc({ group })
    await next(delivery)
    await forget()
    await database
      .insertInto('handled_messages')
      .values({
        group_name: group,
        message_id: delivery.id,
        handled_at: new Date().toISOString(),
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }
}

/** Deletes old notes, from time to time. One that fails is no fault of the message: the next time will do. */
function forgetful(database: Database, keepMs: number): () => Promise<void> {
  let nextAtMs = 0
  return async () => {
    if (performance.now() < nextAtMs) return
    nextAtMs = performance.now() + FORGET_EVERY_MS
    const oldest = new Date(Date.now() - keepMs).toISOString()
    const old = database.deleteFrom('handled_messages').where('handled_at', '<', oldest)
    await old.execute().catch(() => {})
  }
}

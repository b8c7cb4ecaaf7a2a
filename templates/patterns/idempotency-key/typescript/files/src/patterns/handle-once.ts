import { Counter } from 'prom-client'
import type { Database } from '../database/database.ts'
import type { HandlerPolicy } from '../messaging/broker.ts'
import type { Metrics } from '../observability/metrics.ts'

/**
 * Leaves out messages that a group has handled: brokers deliver at least once. What was handled and not
 * noted, because of a crash in between, comes once more, so handlers still send a key along.
 */
export function handleOnce(database: Database, metrics: Metrics): HandlerPolicy {
  const duplicates = new Counter({
    name: 'duplicate_messages_total',
    help: 'Messages that came again after they had been handled.',
    labelNames: ['group'],
    registers: [metrics],
  })
  return (group, next) => async (delivery) => {
    const known = await database
      .selectFrom('handled_messages')
      .select('message_id')
      .where('group_name', '=', group)
      .where('message_id', '=', delivery.id)
      .executeTakeFirst()
    if (known !== undefined) return duplicates.inc({ group })
    await next(delivery)
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

import type { Selectable } from 'kysely'
import { Counter } from 'prom-client'
import type { Database, Tx } from '../database/database.ts'
import type { InboxRow } from '../database/migrations/inbox.ts'
import type { Delivery, Handler, Message } from '../messaging/broker.ts'
import type { UnitOfWork, Work } from '../messaging/unit-of-work.ts'
import type { Metrics } from '../observability/metrics.ts'

/** Handles a message in the transaction that notes that it was handled. */
export type InboxHandler = (work: Work, message: Message) => Promise<void>

/**
 * Makes a handler that changes nothing but this database act once for each message, however often that is
 * delivered: what it does and the note that it did are one transaction. The note keeps the message as it
 * came, so that it can be replayed.
 */
export function withInbox(
  { unitOfWork, metrics }: { unitOfWork: UnitOfWork; metrics: Metrics },
  handle: InboxHandler,
): Handler {
  const duplicates = new Counter({
    name: 'inbox_duplicates_total',
    help: 'Messages that came again after they had been handled.',
    registers: [metrics],
  })
  return (delivery) =>
    unitOfWork(async (work) => {
      if (await inbox.take(work.tx, delivery)) await handle(work, delivery)
      else duplicates.inc()
    })
}

/** One row a message: `handled`, `parked` because it cannot be read, or to be handled once more. */
export const inbox = {
  /** False when the message was handled, or is parked. */
  async take(tx: Tx, delivery: Delivery): Promise<boolean> {
    const result = await tx
      .insertInto('inbox')
      .values(rowOf(delivery, 'handled'))
      .onConflict((conflict) =>
        conflict
          .column('message_id')
          .doUpdateSet({ state: 'handled', reason: null, changed_at: new Date().toISOString() })
          .where('inbox.state', '=', 'replay'),
      )
      .executeTakeFirst()
    return (result.numInsertedOrUpdatedRows ?? 0n) > 0n
  },

  async park(database: Database, delivery: Delivery, reason: string): Promise<void> {
    const row = rowOf(delivery, 'parked', reason)
    const changes = { state: row.state, reason, changed_at: row.changed_at }
    await database
      .insertInto('inbox')
      .values(row)
      .onConflict((conflict) => conflict.column('message_id').doUpdateSet(changes))
      .execute()
  },

  /** Has the messages handled once more; how many there are. */
  async askReplay(
    database: Database,
    which: { readonly ids: readonly string[] } | { readonly state: 'parked' },
  ): Promise<number> {
    const update = database
      .updateTable('inbox')
      .set({ state: 'replay', changed_at: new Date().toISOString() })
    const result = await ('ids' in which
      ? update.where('message_id', 'in', which.ids)
      : update.where('state', '=', which.state)
    ).executeTakeFirst()
    return Number(result.numUpdatedRows)
  },

  /** The oldest first. */
  async list(
    database: Database,
    state: InboxRow['state'],
    limit: number,
  ): Promise<Selectable<InboxRow>[]> {
    const query = database.selectFrom('inbox').selectAll().where('state', '=', state)
    return query.orderBy('received_at').limit(limit).execute()
  },
}

function rowOf(
  { id, topic, key, body, headers }: Delivery,
  state: InboxRow['state'],
  reason: string | null = null,
): InboxRow {
  const now = new Date().toISOString()
  return {
    message_id: id,
    topic,
    key,
    body: JSON.stringify(body),
    headers: JSON.stringify(headers),
    state,
    reason,
    received_at: now,
    changed_at: now,
  }
}

export function messageOf(row: Selectable<InboxRow>): Message {
  return {
    id: row.message_id,
    topic: row.topic,
    key: row.key,
    body: JSON.parse(row.body),
    headers: JSON.parse(row.headers),
  }
}

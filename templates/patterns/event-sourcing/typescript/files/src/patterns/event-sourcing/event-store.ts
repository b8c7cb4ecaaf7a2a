import type { Selectable } from 'kysely'
import type { Database, Tx } from '../../database/database.ts'
import type { OrderEventRow } from '../../database/migrations/order-events.ts'
import { type OrderFact, SCHEMA_VERSIONS } from './events.ts'
import { upcast } from './upcast.ts'

export interface RecordedEvent {
  /** Of all events of all orders. */
  readonly position: number
  readonly orderId: string
  /** Of the order after this event. */
  readonly version: number
  readonly fact: OrderFact
  /** ISO 8601, UTC. */
  readonly recordedAt: string
}

export const eventStore = {
  /** All that has happened to one order, the oldest first. */
  async readStream(db: Database | Tx, orderId: string): Promise<RecordedEvent[]> {
    const query = db.selectFrom('order_events').selectAll().where('order_id', '=', orderId)
    return (await query.orderBy('version').execute()).map(toEvent)
  },

  /** Events of all orders after a position, in order. */
  async readAll(db: Database | Tx, after: number, limit: number): Promise<RecordedEvent[]> {
    const query = db.selectFrom('order_events').selectAll().where('position', '>', after)
    return (await query.orderBy('position').limit(limit).execute()).map(toEvent)
  },

  /** The position of the last event. */
  async head(db: Database | Tx): Promise<number> {
    const query = db.selectFrom('order_events_head').select('position')
    return (await query.executeTakeFirstOrThrow()).position
  },

  /** False, and nothing is changed, when the order is not at `expectedVersion` any more. */
  async append(
    tx: Tx,
    orderId: string,
    expectedVersion: number,
    { type, ...data }: OrderFact,
  ): Promise<boolean> {
    const row = {
      order_id: orderId,
      version: expectedVersion + 1,
      type,
      schema_version: SCHEMA_VERSIONS[type],
      data: JSON.stringify(data),
      recorded_at: new Date().toISOString(),
    }
    const { numInsertedOrUpdatedRows } = await tx
      .insertInto('order_events')
      .values({ ...row, position: await nextPosition(tx) })
      // No error: on PostgreSQL one would end the whole transaction.
      .onConflict((conflict) => conflict.columns(['order_id', 'version']).doNothing())
      .executeTakeFirstOrThrow()
    if (numInsertedOrUpdatedRows !== 0n) return true
    await givePositionBack(tx)
    return false
  },
}

export type EventStore = typeof eventStore

/**
 * Locks the head until the transaction ends, so that events become visible in the order of their positions. A
 * sequence of the database would not do: whoever drew 7 may commit before whoever drew 6, and a reader who is at 7
 * never sees 6.
 */
async function nextPosition(tx: Tx): Promise<number> {
  await moveHead(tx, 1)
  return eventStore.head(tx)
}

const givePositionBack = (tx: Tx): Promise<void> => moveHead(tx, -1)

async function moveHead(tx: Tx, by: number): Promise<void> {
  const update = tx.updateTable('order_events_head')
  await update.set(({ eb }) => ({ position: eb('position', '+', by) })).execute()
}

function toEvent(row: Selectable<OrderEventRow>): RecordedEvent {
  const stored = {
    type: row.type,
    schemaVersion: row.schema_version,
    data: JSON.parse(row.data) as object,
  }
  return {
    position: row.position,
    orderId: row.order_id,
    version: row.version,
    fact: upcast(stored),
    recordedAt: row.recorded_at,
  }
}

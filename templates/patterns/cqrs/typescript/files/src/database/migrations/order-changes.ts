import type { Kysely, Migration } from 'kysely'
import type { OrderChange } from '../../patterns/cqrs/order-change.ts'

export interface OrderChangeRow {
  /** Counts up without gaps, in the order of the commits. */
  position: number
  order_id: string
  type: OrderChange['type']
  /** JSON. */
  data: string
  changed_at: string
}

/** One row: the position of the last change. */
export interface OrderChangesHeadRow {
  position: number
}

export const createOrderChanges: Migration = {
  async up(db) {
    await db.schema
      .createTable('order_changes')
      .addColumn('position', 'integer', (column) => column.primaryKey())
      .addColumn('order_id', 'text', (column) => column.notNull())
      .addColumn('type', 'text', (column) => column.notNull())
      .addColumn('data', 'text', (column) => column.notNull())
      .addColumn('changed_at', 'text', (column) => column.notNull())
      .execute()
    await db.schema
      .createTable('order_changes_head')
      .addColumn('position', 'integer', (column) => column.notNull())
      .execute()
    const position = await recordPresent(db)
    await db.insertInto('order_changes_head').values({ position }).execute()
  },
}

/** Orders that are there already, from before this pattern: as if all of them had happened now. */
// biome-ignore lint/suspicious/noExplicitAny: a migration works on tables as they were then
async function recordPresent(db: Kysely<any>): Promise<number> {
  const tables = await db.introspection.getTables()
  if (!tables.some(({ name }) => name === 'orders')) return 0
  const changed_at = new Date().toISOString()
  let position = 0
  const record = async (order_id: string, type: string, data: object): Promise<void> => {
    position += 1
    const row = { position, order_id, type, data: JSON.stringify(data), changed_at }
    await db.insertInto('order_changes').values(row).execute()
  }
  for (const order of await db.selectFrom('orders').selectAll().orderBy('id').execute()) {
    const { id, item, quantity, amount_cents: amountCents, status } = order
    await record(id, 'opened', { item, quantity, amountCents })
    if (status !== 'pending') await record(id, status, {})
  }
  return position
}

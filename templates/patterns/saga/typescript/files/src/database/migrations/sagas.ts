import type { Kysely, Migration } from 'kysely'
import type { SagaStep } from '../../patterns/saga/order-saga.ts'

export interface SagaRow {
  order_id: string
  step: SagaStep
  /** JSON; null while it is open how the order ends. */
  outcome: string | null
  started_at: string
}

export const createSagas: Migration = {
  async up(db) {
    await db.schema
      .createTable('sagas')
      .addColumn('order_id', 'text', (column) => column.primaryKey())
      .addColumn('step', 'text', (column) => column.notNull())
      .addColumn('outcome', 'text')
      .addColumn('started_at', 'text', (column) => column.notNull())
      .execute()
    await beginForPending(db)
  },
}

/** Orders from before there were sagas: nobody else would go on with them. */
// biome-ignore lint/suspicious/noExplicitAny: a migration works on tables as they were then
async function beginForPending(db: Kysely<any>): Promise<void> {
  const tables = await db.introspection.getTables()
  if (!tables.some(({ name }) => name === 'orders')) return
  const started_at = new Date().toISOString()
  const pending = db.selectFrom('orders').select('id').where('status', '=', 'pending')
  for (const { id } of await pending.execute()) {
    const saga = { order_id: id, step: 'reserve', outcome: null, started_at }
    await db.insertInto('sagas').values(saga).execute()
  }
}

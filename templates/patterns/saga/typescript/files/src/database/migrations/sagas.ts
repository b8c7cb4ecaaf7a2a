import type { Migration } from 'kysely'
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
  },
}

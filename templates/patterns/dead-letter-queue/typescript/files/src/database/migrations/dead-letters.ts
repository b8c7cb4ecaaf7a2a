import type { Migration } from 'kysely'

export interface DeadLetterRow {
  id: string
  /** Who could not handle it: a group of consumers, a kind of job. */
  source: string
  /** What it is called there; the same after a redrive, so that nothing is done twice. */
  item_id: string
  /** JSON: what is handled again on a redrive. */
  payload: string
  state: 'trying' | 'parked' | 'redrive'
  /** Failures that say something about the item; outages of others are not counted. */
  attempts: number
  /** JSON: the latest failures, the oldest first. */
  failures: string
  first_failed_at: string
  changed_at: string
}

export const createDeadLetterTable: Migration = {
  async up(db) {
    await db.schema
      .createTable('dead_letters')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('source', 'text', (column) => column.notNull())
      .addColumn('item_id', 'text', (column) => column.notNull())
      .addColumn('payload', 'text', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('attempts', 'integer', (column) => column.notNull())
      .addColumn('failures', 'text', (column) => column.notNull())
      .addColumn('first_failed_at', 'text', (column) => column.notNull())
      .addColumn('changed_at', 'text', (column) => column.notNull())
      .execute()
    await db.schema
      .createIndex('dead_letters_by_state')
      .on('dead_letters')
      .columns(['state', 'first_failed_at'])
      .execute()
  },
}

import type { Migration } from 'kysely'

/** One row: how far the rows of the read model are. */
export interface ProjectionRow {
  /** Of the last change that they hold. */
  position: number
}

export const createProjections: Migration = {
  async up(db) {
    await db.schema
      .createTable('projection')
      .addColumn('position', 'bigint', (column) => column.notNull())
      .execute()
    await db.insertInto('projection').values({ position: 0 }).execute()
  },
}

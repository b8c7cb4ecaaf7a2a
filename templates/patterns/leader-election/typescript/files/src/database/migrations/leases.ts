import type { Migration } from 'kysely'

export interface LeaseRow {
  name: string
  holder: string
  token: number
  renewals: number
}

/** The latest token that each resource has seen. */
export interface FenceRow {
  resource: string
  token: number
}

/** The last time that each duty was done. */
export interface DutyRunRow {
  name: string
  token: number
  holder: string
  result: string
  finished_at: string
}

export const createLeases: Migration = {
  async up(db) {
    await db.schema
      .createTable('leases')
      .addColumn('name', 'text', (column) => column.primaryKey())
      .addColumn('holder', 'text', (column) => column.notNull())
      .addColumn('token', 'integer', (column) => column.notNull())
      .addColumn('renewals', 'integer', (column) => column.notNull())
      .execute()
    await db.schema
      .createTable('fences')
      .addColumn('resource', 'text', (column) => column.primaryKey())
      .addColumn('token', 'integer', (column) => column.notNull())
      .execute()
    await db.schema
      .createTable('duty_runs')
      .addColumn('name', 'text', (column) => column.primaryKey())
      .addColumn('token', 'integer', (column) => column.notNull())
      .addColumn('holder', 'text', (column) => column.notNull())
      .addColumn('result', 'text', (column) => column.notNull())
      .addColumn('finished_at', 'text', (column) => column.notNull())
      .execute()
  },
}

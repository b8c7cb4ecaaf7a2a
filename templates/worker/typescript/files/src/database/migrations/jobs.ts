import type { Migration } from 'kysely'
import type { JobStatus, Priority } from '../../jobs/job.ts'

export interface JobRow {
  id: string
  kind: string
  /** JSON. */
  payload: string
  priority: Priority
  status: JobStatus
  attempts: number
  claims: number
  run_at: string
  /** The order in which jobs are claimed: `run_at`, less the head start of an urgent one. */
  claim_order: string
  enqueued_at: string
  finished_at: string | null
  lease_token: string | null
  lease_until: string | null
  /** JSON. */
  result: string | null
  last_error: string | null
}

export const createJobs: Migration = {
  async up(db) {
    await db.schema
      .createTable('jobs')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('payload', 'text', (column) => column.notNull())
      .addColumn('priority', 'text', (column) => column.notNull())
      .addColumn('status', 'text', (column) => column.notNull())
      .addColumn('attempts', 'integer', (column) => column.notNull())
      .addColumn('claims', 'integer', (column) => column.notNull())
      .addColumn('run_at', 'text', (column) => column.notNull())
      .addColumn('claim_order', 'text', (column) => column.notNull())
      .addColumn('enqueued_at', 'text', (column) => column.notNull())
      .addColumn('finished_at', 'text')
      .addColumn('lease_token', 'text')
      .addColumn('lease_until', 'text')
      .addColumn('result', 'text')
      .addColumn('last_error', 'text')
      .execute()
    await db.schema
      .createIndex('jobs_to_claim')
      .on('jobs')
      .columns(['status', 'claim_order'])
      .execute()
  },
}

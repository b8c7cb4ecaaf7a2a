import { Gauge } from 'prom-client'
import type { Database } from '../database/database.ts'
import type { Metrics } from '../observability/metrics.ts'
import type { JobStatus } from './job.ts'
import { jobStore } from './job-store.ts'

const STATUSES: readonly JobStatus[] = ['ready', 'running', 'done', 'failed']

/** How far we are behind, read from the table: the numbers are those of all replicas. */
export function measureBacklog(database: Database, metrics: Metrics): void {
  new Gauge({
    name: 'jobs',
    help: 'Jobs by status.',
    labelNames: ['status'],
    registers: [metrics],
    async collect() {
      const counts = await jobStore.count(database)
      for (const status of STATUSES) this.set({ status }, counts.get(status) ?? 0)
    },
  })
  new Gauge({
    name: 'jobs_oldest_due_seconds',
    help: 'Time that the job has been due which has waited longest; 0 when none waits.',
    registers: [metrics],
    async collect() {
      const dueAt = await jobStore.oldestDue(database)
      this.set(dueAt === undefined ? 0 : (Date.now() - Date.parse(dueAt)) / 1000)
    },
  })
}

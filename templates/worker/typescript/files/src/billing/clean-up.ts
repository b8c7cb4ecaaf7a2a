import type { Database } from '../database/database.ts'
import type { JobHandler } from '../jobs/job.ts'
import { jobStore } from '../jobs/job-store.ts'

/** The job that recurs: jobs that ended well long ago are deleted. Those that failed stay until somebody looks. */
export function cleanUp(database: Database, keepMs: number): JobHandler {
  return async () => {
    const deleted = await jobStore.deleteDone(database, new Date(Date.now() - keepMs))
    return { result: { deleted } }
  }
}

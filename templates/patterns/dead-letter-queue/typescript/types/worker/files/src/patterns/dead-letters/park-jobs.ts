import type { Database } from '../../database/database.ts'
import type { Job } from '../../jobs/job.ts'
import { jobStore } from '../../jobs/job-store.ts'
import type { JobListener } from '../../jobs/worker.ts'
import type { Log } from '../../observability/log.ts'
import type { Metrics } from '../../observability/metrics.ts'
import { deadLetterStore, failureOf, type Item, letterId } from './dead-letter-store.ts'
import { measureDeadLetters } from './measure-dead-letters.ts'
import { createRedriver, type Redriver } from './redrive.ts'

interface Options {
  readonly database: Database
  readonly intervalMs: number
  readonly log: Log
  readonly metrics: Metrics
}

export interface DeadLetters extends Redriver {
  readonly listener: JobListener
}

/**
 * Keeps the history of jobs that fail, and parks those that failed for good: a person decides what becomes of
 * them. A job and its letter change in one transaction. See docs/adr/dead-letter-queue.md.
 */
export function parkJobs(options: Options): DeadLetters {
  const { database } = options
  measureDeadLetters(database, options.metrics)
  const redriver = createRedriver({
    ...options,
    handle: async ({ id, payload }) => {
      await database.transaction().execute(async (tx) => {
        // Another replica may have seen the mark, too: the job may even have failed again since.
        if (!(await deadLetterStore.endRedrive(tx, id, 'trying'))) return
        const isStarted = await jobStore.restart(tx, payload as Job)
        if (!isStarted) throw new Error('the job is there no more, or has not failed')
      })
      return 'on its way'
    },
  })
  const listener: JobListener = {
    async failed(tx, job, { error, isOutage, isLast }) {
      const failure = failureOf(error, isOutage)
      await deadLetterStore.noteFailure(tx, itemOf(job), failure, isLast ? 'parked' : 'trying')
    },
    async done(tx, job) {
      await deadLetterStore.remove(tx, letterId(itemOf(job)))
    },
  }
  return { listener, start: redriver.start, stop: redriver.stop }
}

function itemOf(job: Job): Item {
  return { source: job.kind, itemId: job.id, payload: job }
}

import { Cron } from 'croner'
import type { Database } from '../database/database.ts'
import type { Log } from '../observability/log.ts'
import { jobStore } from './job-store.ts'

/** A job that comes again and again. */
export interface RecurringJob {
  readonly kind: string
  /** A pattern of cron, in UTC: a local time comes twice or not at all when clocks are changed. */
  readonly pattern: string
}

export interface Scheduler {
  start(): Promise<void>
  stop(): void
}

interface Options {
  readonly database: Database
  readonly recurring: readonly RecurringJob[]
  readonly intervalMs: number
  readonly log: Log
}

/**
 * Enqueues the next occurrence of each recurring job ahead of its time. Its id names the time, so that it is one job
 * however many replicas think of it; and as it is a job like any other, one that was due while nobody ran is
 * done late, once. Throws when a pattern makes no sense.
 */
export function createScheduler({ database, recurring, intervalMs, log }: Options): Scheduler {
  const crons = recurring.map(({ kind, pattern }) => ({
    kind,
    cron: new Cron(pattern, { paused: true, timezone: 'UTC' }),
  }))
  let timer: NodeJS.Timeout | undefined

  const enqueueNext = async (): Promise<void> => {
    for (const { kind, cron } of crons) {
      const runAt = cron.nextRun()
      if (runAt === null) continue
      const id = `${kind}-${runAt.toISOString()}`
      await jobStore.enqueue(database, { id, kind, payload: {}, runAt })
    }
  }

  return {
    async start() {
      await enqueueNext()
      timer = setInterval(() => {
        enqueueNext().catch((error: unknown) => log.error({ err: error }, 'nothing was scheduled'))
      }, intervalMs)
    },
    stop: () => clearInterval(timer),
  }
}

import { Counter, Histogram } from 'prom-client'
import type { Database, Tx } from '../database/database.ts'
import { DependencyUnavailable } from '../http-client/http-client.ts'
import type { Log } from '../observability/log.ts'
import type { Metrics } from '../observability/metrics.ts'
import {
  type ClaimedJob,
  HopelessJob,
  type Job,
  type JobHandler,
  LeaseLost,
  type Outcome,
} from './job.ts'
import { jobStore } from './job-store.ts'
import { pauseMs, type RetrySchedule } from './retry-schedule.ts'

/** Hears how a job went, in the transaction that notes it. */
export interface JobListener {
  failed(
    tx: Tx,
    job: Job,
    failure: { error: unknown; isOutage: boolean; isLast: boolean },
  ): Promise<void>
  done(tx: Tx, job: Job): Promise<void>
}

interface WorkerOptions {
  readonly database: Database
  readonly handlers: Readonly<Record<string, JobHandler>>
  readonly listeners: readonly JobListener[]
  readonly schedule: RetrySchedule
  /** Jobs that are done at once in this process. */
  readonly concurrency: number
  readonly leaseMs: number
  /** How often it is looked for jobs without being asked. */
  readonly pollMs: number
  readonly log: Log
  readonly metrics: Metrics
}

export interface Worker {
  start(): void
  /** There may be something to do: look now. */
  wake(): void
  /** Claims no more, and lets what is running come to its end. */
  stop(): Promise<void>
}

/** Claims jobs while there is room, does each under a lease that is renewed, and writes what came of it. */
export function createWorker(options: WorkerOptions): Worker {
  const { database, concurrency, leaseMs, pollMs, log } = options
  const measure = measureJobs(options.metrics)
  const running = new Set<Promise<void>>()
  let isStopped = true
  let timer: NodeJS.Timeout | undefined
  let claiming: Promise<void> | undefined
  let isAskedAgain = false

  const launch = (job: ClaimedJob): void => {
    const work = runJob(options, measure, job).finally(() => {
      running.delete(work)
      wake()
    })
    running.add(work)
  }

  const claim = async (): Promise<void> => {
    do {
      isAskedAgain = false
      const room = concurrency - running.size
      if (isStopped || room === 0) return
      const jobs = await jobStore.claim(database, room, leaseMs)
      for (const job of jobs) launch(job)
      isAskedAgain ||= jobs.length === room
    } while (isAskedAgain)
  }

  const wake = (): void => {
    isAskedAgain = true
    if (isStopped || claiming !== undefined) return
    claiming = claim()
      .catch((error: unknown) => log.error({ err: error }, 'jobs cannot be claimed'))
      .finally(() => {
        claiming = undefined
      })
  }

  return {
    start() {
      isStopped = false
      timer = setInterval(wake, pollMs)
      wake()
    },
    wake,
    async stop() {
      isStopped = true
      clearInterval(timer)
      await claiming
      await Promise.all(running)
    },
  }
}

/** Never throws: what cannot even be noted is found again when the lease is over. */
async function runJob(
  options: WorkerOptions,
  measure: ReturnType<typeof measureJobs>,
  job: ClaimedJob,
): Promise<void> {
  const { database, log } = options
  const end = measure.duration.startTimer({ kind: job.kind })
  const lease = keepLease(options, job)
  try {
    const outcome = await attempt(options, job, lease.signal)
    await database.transaction().execute((tx) => writeDone(options, tx, job, outcome))
    end({ outcome: 'done' })
  } catch (error) {
    if (error instanceof LeaseLost) {
      measure.leasesLost.inc()
      log.warn({ job: job.id }, error.message)
    } else {
      await writeFailure(options, job, error)
    }
    end({ outcome: error instanceof LeaseLost ? 'lost' : 'failed' })
  } finally {
    lease.stop()
  }
}

async function attempt(
  { handlers, schedule }: WorkerOptions,
  job: ClaimedJob,
  signal: AbortSignal,
): Promise<Outcome> {
  const handler = handlers[job.kind]
  if (handler === undefined) throw new HopelessJob(`nobody does jobs of the kind ${job.kind}`)
  // Each claim before this one ended with the process or with its lease.
  if (job.attempts > schedule.maxAttempts) throw new HopelessJob('it was never brought to an end')
  const outcome = await handler(job, signal)
  if (signal.aborted) throw signal.reason
  return outcome
}

async function writeDone(
  { listeners }: WorkerOptions,
  tx: Tx,
  job: ClaimedJob,
  { result, next = [] }: Outcome,
): Promise<void> {
  await jobStore.finish(tx, job, result)
  for (const one of next) await jobStore.enqueue(tx, one)
  for (const listener of listeners) await listener.done(tx, job)
}

async function writeFailure(
  { database, schedule, listeners, log }: WorkerOptions,
  job: ClaimedJob,
  error: unknown,
): Promise<void> {
  const isOutage = error instanceof DependencyUnavailable
  const runAt = nextAttempt(schedule, job, error)
  const isLast = runAt === undefined
  log[isLast ? 'error' : 'warn']({ err: error, job: job.id, runAt }, 'a job failed')
  await database
    .transaction()
    .execute(async (tx) => {
      await jobStore.fail(tx, job, { error, runAt, isCounted: !isOutage })
      for (const listener of listeners) await listener.failed(tx, job, { error, isOutage, isLast })
    })
    .catch((cause: unknown) => log.error({ err: cause, job: job.id }, 'a failure was not noted'))
}

/** When the job is to be tried again, if ever. That another service is down is no fault of the job. */
function nextAttempt(schedule: RetrySchedule, job: ClaimedJob, error: unknown): Date | undefined {
  const now = Date.now()
  const pause = pauseMs(schedule, job.claims, Math.random())
  if (error instanceof DependencyUnavailable) {
    if (now - Date.parse(job.enqueuedAt) >= schedule.giveUpMs) return undefined
    // Whoever is down may have said when to come back.
    return new Date(now + Math.max(pause, error.saidWhen ? (error.retryAfterMs ?? 0) : 0))
  }
  if (error instanceof HopelessJob || job.attempts >= schedule.maxAttempts) return undefined
  return new Date(now + pause)
}

/** Renews the lease of a job while it is being done, and tells its handler when that did not work. */
function keepLease({ database, leaseMs, log }: WorkerOptions, job: ClaimedJob) {
  const controller = new AbortController()
  const lose = (): void => controller.abort(new LeaseLost(job.id))
  let renewedAtMs = performance.now()
  const renew = async (): Promise<void> => {
    const askedAtMs = performance.now()
    // Nobody may have said so: a database that is away tells nothing, and others may take the job when it is back.
    if (askedAtMs - renewedAtMs >= leaseMs) return lose()
    try {
      if (!(await jobStore.renew(database, job, leaseMs))) return lose()
      renewedAtMs = askedAtMs
    } catch (error) {
      log.warn({ err: error, job: job.id }, 'a lease was not renewed')
    }
  }
  const timer = setInterval(() => void renew(), leaseMs / 3)
  return { signal: controller.signal, stop: () => clearInterval(timer) }
}

function measureJobs(metrics: Metrics) {
  const registers = [metrics]
  return {
    duration: new Histogram({
      name: 'job_duration_seconds',
      help: 'Time of one attempt at a job.',
      labelNames: ['kind', 'outcome'],
      registers,
    }),
    leasesLost: new Counter({
      name: 'job_leases_lost_total',
      help: 'Jobs that somebody else took while they were being done here.',
      registers,
    }),
  }
}

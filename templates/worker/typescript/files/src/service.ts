import { cleanUp } from './billing/clean-up.ts'
import { chargeCustomer, sendReceipt } from './billing/handlers.ts'
import { httpNotifications } from './billing/notifications.ts'
import { httpPayments } from './billing/payments.ts'
import type { Config } from './config.ts'
import { openDatabase } from './database/database.ts'
import { createHealth } from './http/health.ts'
import { jobRoutes } from './http/job-routes.ts'
import { createServer, type Server } from './http/server.ts'
import { connect, type HttpPolicy } from './http-client/http-client.ts'
import { measureCalls } from './http-client/measure-calls.ts'
import type { JobHandler } from './jobs/job.ts'
import { measureBacklog } from './jobs/measure-jobs.ts'
import { createScheduler } from './jobs/scheduler.ts'
import { createWorker, type JobListener } from './jobs/worker.ts'
import { createLifecycle } from './lifecycle.ts'
import { createLog, type Log } from './observability/log.ts'
import { createMetrics } from './observability/metrics.ts'
// compendium:slot wiring-imports

export interface Service {
  readonly server: Server
  readonly log: Log
  /** Listens, and works. */
  start(): Promise<void>
  /** Lets what is under way finish. */
  stop(): Promise<void>
}

/** Connects the whole worker as its configuration says. The caller starts and stops it. */
export async function createService(config: Config): Promise<Service> {
  const log = createLog(config)
  const metrics = createMetrics()
  const health = createHealth()
  const lifecycle = createLifecycle(log)
  // compendium:slot foundations
  const database = await openDatabase(config.DATABASE_URL)
  lifecycle.onStop('database', () => database.destroy())
  measureBacklog(database, metrics)

  // What calls go through: the first is nearest to the network.
  const policies: HttpPolicy[] = [measureCalls(metrics)]
  // compendium:slot http-policies-near
  // compendium:slot http-policies
  const timeoutMs = config.DEPENDENCY_TIMEOUT_MS
  const payments = httpPayments(
    connect({ name: 'payments', url: config.PAYMENTS_URL, timeoutMs }, policies),
  )
  const notifications = httpNotifications(
    connect({ name: 'notifications', url: config.NOTIFICATIONS_URL, timeoutMs }, policies),
  )

  const handlers: Record<string, JobHandler> = {
    charge: chargeCustomer(payments),
    receipt: sendReceipt(notifications),
    'clean-up': cleanUp(database, config.JOB_KEEP_MS),
  }
  const listeners: JobListener[] = []
  // compendium:slot job-listeners
  const worker = createWorker({
    database,
    handlers,
    listeners,
    schedule: {
      maxAttempts: config.JOB_ATTEMPTS,
      initialMs: config.JOB_RETRY_INITIAL_MS,
      maxMs: config.JOB_RETRY_MAX_MS,
      giveUpMs: config.JOB_GIVE_UP_MS,
    },
    concurrency: config.WORKER_CONCURRENCY,
    leaseMs: config.LEASE_MS,
    pollMs: config.POLL_MS,
    log,
    metrics,
  })
  lifecycle.onStop('worker', () => worker.stop())
  const scheduler = createScheduler({
    database,
    recurring: [{ kind: 'clean-up', pattern: config.CLEAN_UP_AT }],
    intervalMs: config.SCHEDULE_INTERVAL_MS,
    log,
  })
  lifecycle.onStop('scheduler', () => scheduler.stop())

  const server = createServer({ log, metrics, health, trustedProxies: config.TRUSTED_PROXIES })
  lifecycle.onStop('server', () => server.close())
  // compendium:slot server
  jobRoutes(server, { database, wake: worker.wake })
  // compendium:slot routes
  worker.start()
  await scheduler.start()
  // compendium:slot background

  return {
    server,
    log,
    async start() {
      await server.listen({ host: config.HOST, port: config.PORT })
    },
    // compendium:slot stop default
    stop: () => lifecycle.stop(),
    // compendium:end
  }
}

import { setTimeout as sleep } from 'node:timers/promises'
import { Gauge } from 'prom-client'
import type { Health } from '../http/health.ts'
import type { Server } from '../http/server.ts'
import type { Log } from '../observability/log.ts'
import type { Metrics } from '../observability/metrics.ts'

export interface HealthCheckOptions {
  /** From the end of one round of checks to the begin of the next. */
  readonly intervalMs: number
  /** A check that takes longer has failed. */
  readonly timeoutMs: number
  /** So many failures in a row make a part failing; one success mends it. */
  readonly failures: number
  readonly health: Health
  readonly log: Log
  readonly metrics: Metrics
}

type State = 'unknown' | 'ok' | 'failing'

interface Check {
  readonly name: string
  /** Nothing works without it, so that requests had better go elsewhere. */
  readonly isRequired: boolean
  state: State
  failuresInARow: number
  since: Date
}

/** Tells how a part did that is watched while it is used. */
export interface Observer {
  succeeded(): void
  failed(cause: unknown): void
}

export interface HealthChecks {
  /** Asks a part of our own in each round. Readiness depends on it. */
  require(name: string, ask: () => Promise<unknown>): void
  /** Watches a part that others run, without ever asking it. Readiness does not depend on it. */
  observe(name: string): Observer
  /** Asks each required part once. */
  round(): Promise<void>
  /** Returns after the first round. */
  start(): Promise<void>
  stop(): void
  readonly report: () => HealthReport
}

export interface HealthReport {
  /** `degraded`: some of what it is asked for does not work, and the rest does. */
  readonly status: 'starting' | 'ok' | 'degraded' | 'failing'
  readonly checks: Readonly<Record<string, { state: State; required: boolean; since: string }>>
}

/**
 * Knows how the parts of this service do, by asking its own and watching those of others; whoever
 * asks for health is told what is known, at once. See docs/adr/health-check.md.
 */
export function healthChecks(options: HealthCheckOptions): HealthChecks {
  const { intervalMs, timeoutMs, health } = options
  const checks: Check[] = []
  const rounds: (() => Promise<void>)[] = []
  const noteFor = recorder(options)
  let hasStarted = false
  let stopping: AbortController | undefined

  const add = (name: string, isRequired: boolean): Check => {
    const check: Check = {
      name,
      isRequired,
      state: 'unknown',
      failuresInARow: 0,
      since: new Date(),
    }
    checks.push(check)
    return check
  }
  const required = (state: State) => checks.some((one) => one.isRequired && one.state === state)
  const round = async (): Promise<void> => {
    await Promise.all(rounds.map((ask) => ask()))
    hasStarted ||= checks.every(({ isRequired, state }) => !isRequired || state === 'ok')
  }
  const goOn = async (signal: AbortSignal): Promise<void> => {
    while (!signal.aborted) {
      await sleep(intervalMs, undefined, { signal }).catch(() => {})
      if (!signal.aborted) await round()
    }
  }
  health.require(() => hasStarted && !required('failing'))

  return {
    require(name, ask) {
      const check = add(name, true)
      health.report(name, () => check.state)
      rounds.push(asking(ask, timeoutMs, noteFor(check)))
    },
    observe: (name) => noteFor(add(name, false)),
    round,
    async start() {
      stopping = new AbortController()
      await round()
      void goOn(stopping.signal)
    },
    stop: () => stopping?.abort(),
    report() {
      const isDegraded = checks.some(({ state }) => state === 'failing')
      const status = required('failing') ? 'failing' : isDegraded ? 'degraded' : 'ok'
      const seen = checks.map(({ name, state, isRequired, since }) => {
        return [name, { state, required: isRequired, since: since.toISOString() }] as const
      })
      return { status: hasStarted ? status : 'starting', checks: Object.fromEntries(seen) }
    },
  }
}

/** `/health/startup` for whoever waits for the start, `/health` for people and dashboards. */
export function healthCheckRoutes(server: Server, { report }: HealthChecks): void {
  const quiet = { logLevel: 'warn' } as const
  server.get('/health/startup', quiet, async (_, reply) => {
    const { status, checks } = report()
    const waitsFor = Object.keys(checks).filter(
      (name) => checks[name]?.required && checks[name]?.state !== 'ok',
    )
    if (status !== 'starting') return { status: 'started' }
    return reply.status(503).send({ status, waitsFor })
  })
  server.get('/health', quiet, async (_, reply) => {
    const found = report()
    const isWell = found.status === 'ok' || found.status === 'degraded'
    return reply.status(isWell ? 200 : 503).send(found)
  })
}

/** Runs one check, within its time. One that never ends is not begun a second time. */
function asking(
  ask: () => Promise<unknown>,
  timeoutMs: number,
  { succeeded, failed }: Observer,
): () => Promise<void> {
  let underWay: Promise<unknown> | undefined
  return async () => {
    const over = new AbortController()
    underWay ??= ask().finally(() => {
      underWay = undefined
    })
    const tooLong = sleep(timeoutMs, undefined, { signal: over.signal }).then(() => {
      throw new Error(`no answer within ${timeoutMs} ms`)
    })
    await Promise.race([underWay, tooLong]).then(succeeded, failed)
    over.abort()
  }
}

/** What is done with each result: counted, shown as a metric, and logged when it changes something. */
function recorder({ failures, log, metrics }: HealthCheckOptions): (check: Check) => Observer {
  const up = new Gauge({
    name: 'health_check_up',
    help: '1 while a part is well, 0 while it fails.',
    labelNames: ['check'],
    registers: [metrics],
  })
  return (check) => {
    const become = (state: 'ok' | 'failing', err?: unknown): void => {
      if (check.state === state) return
      if (check.state !== 'unknown' || state === 'failing') {
        log[state === 'ok' ? 'info' : 'warn']({ check: check.name, state, err }, 'health check')
      }
      Object.assign(check, { state, since: new Date() })
      up.set({ check: check.name }, state === 'ok' ? 1 : 0)
    }
    return {
      succeeded() {
        check.failuresInARow = 0
        become('ok')
      },
      failed(cause) {
        check.failuresInARow += 1
        if (check.failuresInARow >= failures) become('failing', cause)
      },
    }
  }
}

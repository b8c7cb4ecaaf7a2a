import { setTimeout as sleep } from 'node:timers/promises'
import { Counter, Gauge } from 'prom-client'
import type { Health } from '../http/health.ts'
import type { Server } from '../http/server.ts'
import type { Lifecycle } from '../lifecycle.ts'
import type { Log } from '../observability/log.ts'
import type { Metrics } from '../observability/metrics.ts'

export interface ShutdownOptions {
  readonly server: Server
  readonly lifecycle: Lifecycle
  readonly health: Health
  /** Not ready and still serving: as long as a load balancer takes to notice. */
  readonly drainDelayMs: number
  /** What requests under way get after that, before their connections are cut. */
  readonly drainTimeoutMs: number
  /** When the whole program is ended, whatever it does. */
  readonly deadlineMs: number
  readonly log: Log
  readonly metrics: Metrics
}

export interface Shutdown {
  /** Resolves when everything has stopped, however often it is asked. */
  stop(): Promise<void>
}

/**
 * Stops without losing a request: first nobody is sent here any more, then what is under way is
 * answered, then everything else stops, last started first. See docs/adr/graceful-shutdown.md.
 */
export function gracefulShutdown(options: ShutdownOptions): Shutdown {
  const { server, lifecycle, health, drainDelayMs, drainTimeoutMs, deadlineMs, log } = options
  if (drainDelayMs + drainTimeoutMs >= deadlineMs) {
    throw new RangeError(
      'DRAIN_DELAY_MS and DRAIN_TIMEOUT_MS together must stay below SHUTDOWN_TIMEOUT_MS',
    )
  }
  const underWay = countRequests(server, options.metrics)
  let isDraining = false
  let stopped: Promise<void> | undefined
  health.require(() => !isDraining)
  health.report('traffic', () => (isDraining ? 'draining' : 'accepted'))
  // A client that keeps its connection would come back here, past the load balancer.
  server.addHook('onSend', async (_, reply) => {
    if (isDraining) reply.header('connection', 'close')
  })

  const run = async (): Promise<void> => {
    isDraining = true
    log.info({ requests: underWay.count(), drainDelayMs }, 'draining')
    // Where nobody can connect, nobody has to notice.
    if (server.server.listening) await sleep(drainDelayMs)
    const timer = setTimeout(() => {
      log.error({ requests: underWay.count() }, 'requests took too long and are cut off')
      underWay.cut()
    }, drainTimeoutMs)
    await server.close()
    clearTimeout(timer)
    await lifecycle.stop()
  }

  return {
    stop() {
      stopped ??= run()
      return stopped
    },
  }
}

function countRequests(server: Server, metrics: Metrics) {
  const inFlight = new Gauge({
    name: 'http_requests_in_flight',
    help: 'Requests that are being answered.',
    registers: [metrics],
  })
  const cutOff = new Counter({
    name: 'shutdown_requests_cut_total',
    help: 'Requests that were cut off because they did not end before the service had to.',
    registers: [metrics],
  })
  let count = 0
  server.addHook('onRequest', (_, reply, done) => {
    inFlight.set(++count)
    reply.raw.once('close', () => inFlight.set(--count))
    done()
  })
  return {
    count: () => count,
    cut() {
      cutOff.inc(count)
      server.server.closeAllConnections()
    },
  }
}

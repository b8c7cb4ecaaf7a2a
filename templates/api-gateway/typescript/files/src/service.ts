import type { Config } from './config.ts'
import { openGateway } from './gateway/gateway.ts'
import { createHealth } from './http/health.ts'
import { createServer, type Server } from './http/server.ts'
import type { HttpPolicy } from './http-client/http-client.ts'
import { measureCalls } from './http-client/measure-calls.ts'
import { createLifecycle } from './lifecycle.ts'
import { createLog, type Log } from './observability/log.ts'
import { createMetrics } from './observability/metrics.ts'
import { overviewRoutes } from './overview/overview-routes.ts'
// compendium:slot wiring-imports

export interface Service {
  readonly server: Server
  readonly log: Log
  /** Listens. */
  start(): Promise<void>
  /** Lets what is under way finish. */
  stop(): Promise<void>
}

/** Connects the whole gateway as its configuration says. The caller starts and stops it. */
export async function createService(config: Config): Promise<Service> {
  const log = createLog(config)
  const metrics = createMetrics()
  const health = createHealth()
  const lifecycle = createLifecycle(log)
  // compendium:slot foundations

  // What calls go through: the first is nearest to the network.
  const policies: HttpPolicy[] = [measureCalls(metrics)]
  // compendium:slot http-policies-near
  // compendium:slot http-policies
  const gateway = await openGateway({ config, policies, lifecycle })

  const server = createServer({ log, metrics, health, trustedProxies: config.TRUSTED_PROXIES })
  lifecycle.onStop('server', () => server.close())
  // compendium:slot server
  gateway.mount(server)
  overviewRoutes(server, gateway)
  // compendium:slot routes
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

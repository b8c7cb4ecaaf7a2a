import type { Config } from '../config.ts'
import { createHealth } from '../http/health.ts'
import { createServer, type Server } from '../http/server.ts'
import type { HttpPolicy } from '../http-client/http-client.ts'
import { measureCalls } from '../http-client/measure-calls.ts'
import { createLifecycle } from '../lifecycle.ts'
import { createLog, type Log } from '../observability/log.ts'
import { createMetrics } from '../observability/metrics.ts'
import { openGateway } from './gateway.ts'
// compendium:slot front-imports

export interface Front {
  readonly server: Server
  readonly log: Log
  start(): Promise<void>
  stop(): Promise<void>
}

/** The composition root of the gateway: a process of its own, before the service. */
export async function createFront(config: Config): Promise<Front> {
  const log = createLog(config)
  const metrics = createMetrics()
  const lifecycle = createLifecycle(log)
  const policies: HttpPolicy[] = [measureCalls(metrics)]
  // compendium:slot front-policies
  const gateway = await openGateway({ config, policies, lifecycle })
  const server = createServer({
    ...{ log, metrics, health: createHealth() },
    trustedProxies: config.TRUSTED_PROXIES,
  })
  lifecycle.onStop('server', () => server.close())
  gateway.mount(server)
  return {
    server,
    log,
    async start() {
      await server.listen({ host: config.HOST, port: config.GATEWAY_PORT })
    },
    stop: () => lifecycle.stop(),
  }
}

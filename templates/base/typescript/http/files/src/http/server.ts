import Fastify, { type FastifyBaseLogger, type FastifyInstance } from 'fastify'
import type { Log } from '../observability/log.ts'
import type { Metrics } from '../observability/metrics.ts'
import { answerErrors } from './errors.ts'
import { type Health, healthRoutes } from './health.ts'
import { measureRequests } from './measure-requests.ts'

export type Server = FastifyInstance

interface ServerParts {
  readonly log: Log
  readonly metrics: Metrics
  readonly health: Health
  /** Whose `X-Forwarded-*` is believed: addresses or networks, with commas; nobody's when it is empty. */
  readonly trustedProxies?: string | undefined
}

/** A Fastify server with its limits set; nothing is listening yet. Tests drive it with `inject`. */
export function createServer({ log, metrics, health, trustedProxies }: ServerParts): Server {
  const server: Server = Fastify({
    loggerInstance: log as FastifyBaseLogger,
    bodyLimit: 16 * 1024,
    trustProxy: trustedProxies || false,
    requestTimeout: 10_000,
    forceCloseConnections: 'idle',
  })
  answerErrors(server)
  measureRequests(server, metrics)
  healthRoutes(server, health)
  return server
}

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
  /** For a whole request, head and body. */
  readonly requestMs?: number
}

/** For the head of a request. */
const HEAD_MS = 10_000
/** How often Node looks for requests that took too long: its own 30 s would make much more of the limit. */
const LOOK_MS = 1000

/** A Fastify server with its limits set; nothing is listening yet. Tests drive it with `inject`. */
export function createServer(parts: ServerParts): Server {
  const { log, metrics, health, trustedProxies, requestMs = 60_000 } = parts
  const server: Server = Fastify({
    loggerInstance: log as FastifyBaseLogger,
    bodyLimit: 16 * 1024,
    trustProxy: trustedProxies || false,
    requestTimeout: requestMs,
    http: {
      headersTimeout: Math.min(HEAD_MS, requestMs),
      connectionsCheckingInterval: LOOK_MS,
    },
    forceCloseConnections: 'idle',
  })
  answerErrors(server)
  measureRequests(server, metrics)
  healthRoutes(server, health)
  return server
}

import Fastify, { type FastifyInstance } from 'fastify'
import type { Config } from '../config.ts'
import type { OrderStore } from '../orders/order-store.ts'
import type { Payments } from '../payments/payments.ts'
import { answerErrors } from './errors.ts'
import { healthRoutes } from './health.ts'
import { orderRoutes } from './order-routes.ts'

/** What the routes work with. `payments` can be set because patterns wrap it while the service is built. */
export interface AppParts {
  readonly orders: OrderStore
  payments: Payments
  /** How each dependency does, in a word, for `/health/ready`. */
  readonly dependencies: Record<string, () => string>
}

/** A Fastify server with its limits set; nothing is listening yet. */
export function createServer(config: Pick<Config, 'LOG_LEVEL'>): FastifyInstance {
  return Fastify({
    logger: { level: config.LOG_LEVEL },
    bodyLimit: 16 * 1024,
    requestTimeout: 10_000,
    forceCloseConnections: 'idle',
  })
}

/** Puts the routes on a server. Tests drive it with `server.inject`. */
export function addRoutes(server: FastifyInstance, parts: AppParts): void {
  answerErrors(server)
  healthRoutes(server, parts)
  orderRoutes(server, parts)
}

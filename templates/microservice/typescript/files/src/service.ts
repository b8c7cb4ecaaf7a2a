import type { FastifyInstance } from 'fastify'
import type { Config } from './config.ts'
import { type AppParts, addRoutes, createServer } from './http/app.ts'
import { memoryOrderStore } from './orders/order-store.ts'
// compendium:slot wiring-imports sorted
import { httpPayments } from './payments/http-payments.ts'

/** Builds the whole service from its configuration. The caller listens and closes. */
export function createService(config: Config): FastifyInstance {
  const server = createServer(config)
  const parts: AppParts = {
    orders: memoryOrderStore(),
    payments: httpPayments({ url: config.PAYMENTS_URL, timeoutMs: config.PAYMENTS_TIMEOUT_MS }),
    dependencies: {},
  }
  // compendium:slot wiring

  addRoutes(server, parts)
  return server
}

import type { Config } from './config.ts'
import { openDatabase } from './database/database.ts'
import { orderRoutes } from './http/order-routes.ts'
import { createHealth } from './http/health.ts'
import { createServer, type Server } from './http/server.ts'
import { connect, type HttpPolicy } from './http-client/http-client.ts'
import { measureCalls } from './http-client/measure-calls.ts'
import { createLifecycle } from './lifecycle.ts'
import { applyPolicies, type Handler, type HandlerPolicy, openBroker } from './messaging/broker.ts'
import { measureHandling } from './messaging/measure-handling.ts'
import { createUnitOfWork } from './messaging/unit-of-work.ts'
import { watchBroker } from './messaging/watch-broker.ts'
import { httpNotifications } from './notifications/notifications.ts'
import { notifyCustomers } from './notifications/notify-customers.ts'
import { createLog, type Log } from './observability/log.ts'
import { createMetrics } from './observability/metrics.ts'
import { ORDERS } from './orders/order-events.ts'
import type { OrderReader } from './orders/order-store.ts'
import { httpPayments } from './payments/payments.ts'
import { httpStock } from './stock/stock.ts'
// compendium:slot event-sink-imports default
import { directSink } from './messaging/unit-of-work.ts'
// compendium:end
// compendium:slot order-store-imports default
import { tableOrderStore } from './orders/table-order-store.ts'
// compendium:end
// compendium:slot order-process-imports default
import { directProcess } from './orders/direct-process.ts'
// compendium:end
// compendium:slot wiring-imports

export interface Service {
  readonly server: Server
  readonly log: Log
  /** Listens. */
  start(): Promise<void>
  /** Lets what is under way finish. */
  stop(): Promise<void>
}

/** Connects the whole service as its configuration says. The caller starts and stops it. */
export async function createService(config: Config): Promise<Service> {
  const log = createLog(config)
  const metrics = createMetrics()
  const health = createHealth()
  const lifecycle = createLifecycle(log)
  // compendium:slot foundations
  const database = await openDatabase(config.DATABASE_URL)
  lifecycle.onStop('database', () => database.destroy())

  // What calls go through: the first is nearest to the network.
  const policies: HttpPolicy[] = [measureCalls(metrics)]
  // compendium:slot http-policies-near
  // compendium:slot http-policies
  const timeoutMs = config.DEPENDENCY_TIMEOUT_MS
  const payments = httpPayments(
    connect({ name: 'payments', url: config.PAYMENTS_URL, timeoutMs }, policies),
  )
  const stock = httpStock(connect({ name: 'stock', url: config.STOCK_URL, timeoutMs }, policies))
  const notifications = httpNotifications(
    connect({ name: 'notifications', url: config.NOTIFICATIONS_URL, timeoutMs }, policies),
  )

  const broker = await openBroker(config, log)
  lifecycle.onStop('broker', () => broker.close())
  watchBroker(broker, { health, metrics })
  // What each message goes through: the first is nearest to its handler.
  const handlerPolicies: HandlerPolicy[] = [measureHandling(metrics)]
  // compendium:slot handler-policies
  const subscribe = (topic: string, group: string, handler: Handler): Promise<void> =>
    broker.subscribe(topic, group, applyPolicies(group, handler, handlerPolicies))

  // compendium:slot order-store default
  const orders = tableOrderStore
  // compendium:end
  // compendium:slot event-sink default
  const sink = directSink(broker, log)
  // compendium:end
  const sinks = [sink]
  // compendium:slot event-sinks
  const unitOfWork = createUnitOfWork(database, ...sinks)
  // compendium:slot order-process default
  const process = directProcess({ unitOfWork, orders, payments, stock })
  // compendium:end
  // compendium:slot notifier default
  await subscribe(ORDERS, 'notifier', notifyCustomers(notifications))
  // compendium:end
  // compendium:slot consumers

  // compendium:slot order-reader default
  const findOrder: OrderReader = (id) => database.transaction().execute((tx) => orders.find(tx, id))
  // compendium:end
  const server = createServer({ log, metrics, health, trustedProxies: config.TRUSTED_PROXIES })
  lifecycle.onStop('server', () => server.close())
  // compendium:slot server
  orderRoutes(server, { process, findOrder })
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

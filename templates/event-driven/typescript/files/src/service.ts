import { httpCarrier } from './carrier/carrier.ts'
import type { Config } from './config.ts'
import { openDatabase } from './database/database.ts'
import { ORDERS } from './events/order-events.ts'
import { SHIPMENTS } from './events/shipment-events.ts'
import { eventRoutes } from './http/event-routes.ts'
import { createHealth } from './http/health.ts'
import { createServer, type Server } from './http/server.ts'
import { shipmentRoutes } from './http/shipment-routes.ts'
import { connect, type HttpPolicy } from './http-client/http-client.ts'
import { measureCalls } from './http-client/measure-calls.ts'
import { withInbox } from './inbox/inbox.ts'
import { createReplayer } from './inbox/replay.ts'
import { createLifecycle } from './lifecycle.ts'
import { applyPolicies, type Handler, type HandlerPolicy, openBroker } from './messaging/broker.ts'
import { measureHandling } from './messaging/measure-handling.ts'
import { measureLag } from './messaging/measure-lag.ts'
import { createUnitOfWork } from './messaging/unit-of-work.ts'
import { watchBroker } from './messaging/watch-broker.ts'
import { httpNotifications } from './notifications/notifications.ts'
import { notifyCustomers } from './notifications/notify-customers.ts'
import { createLog, type Log } from './observability/log.ts'
import { createMetrics } from './observability/metrics.ts'
import { bookShipments } from './shipping/book-shipments.ts'
import { consumeOrders } from './shipping/consume-orders.ts'
import { measureShipments } from './shipping/measure-shipments.ts'
import { type ShipmentReader, shipmentStore } from './shipping/shipment-store.ts'
// compendium:slot event-sink-imports default
import { directSink } from './messaging/unit-of-work.ts'
// compendium:end
// compendium:slot unreadable-imports default
import { parkUnreadable } from './inbox/park-unreadable.ts'
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
  measureShipments(database, metrics)

  // What calls go through: the first is nearest to the network.
  const policies: HttpPolicy[] = [measureCalls(metrics)]
  // compendium:slot http-policies-near
  // compendium:slot http-policies
  const timeoutMs = config.DEPENDENCY_TIMEOUT_MS
  const carrier = httpCarrier(
    connect({ name: 'carrier', url: config.CARRIER_URL, timeoutMs }, policies),
  )
  const notifications = httpNotifications(
    connect({ name: 'notifications', url: config.NOTIFICATIONS_URL, timeoutMs }, policies),
  )

  const broker = await openBroker(config, log)
  lifecycle.onStop('broker', () => broker.close())
  watchBroker(broker, { health, metrics })
  // What each message goes through: the first is nearest to its handler.
  const handlerPolicies: HandlerPolicy[] = [measureHandling(metrics)]
  // compendium:slot handler-policies
  handlerPolicies.push(measureLag(metrics))
  const subscribe = (topic: string, group: string, handler: Handler): Promise<void> =>
    broker.subscribe(topic, group, applyPolicies(group, handler, handlerPolicies))

  // compendium:slot event-sink default
  const sink = directSink(broker, log)
  // compendium:end
  const sinks = [sink]
  // compendium:slot event-sinks
  const unitOfWork = createUnitOfWork(database, ...sinks)
  const shipping = withInbox({ unitOfWork, metrics }, consumeOrders)
  // compendium:slot unreadable default
  await subscribe(ORDERS, 'shipping', parkUnreadable({ database, log, metrics }, shipping))
  // compendium:end
  await subscribe(SHIPMENTS, 'booking', bookShipments({ database, unitOfWork, carrier }))
  await subscribe(SHIPMENTS, 'notifier', notifyCustomers(notifications))
  // compendium:slot consumers
  const replayer = createReplayer({
    database,
    handler: shipping,
    intervalMs: config.REPLAY_INTERVAL_MS,
    log,
  })
  lifecycle.onStop('replay', () => replayer.stop())

  const server = createServer({ log, metrics, health, trustedProxies: config.TRUSTED_PROXIES })
  lifecycle.onStop('server', () => server.close())
  // compendium:slot server
  eventRoutes(server, unitOfWork)
  // compendium:slot shipment-reader default
  const findShipment: ShipmentReader = (id) => shipmentStore.find(database, id)
  // compendium:end
  shipmentRoutes(server, findShipment)
  // compendium:slot routes
  replayer.start()
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

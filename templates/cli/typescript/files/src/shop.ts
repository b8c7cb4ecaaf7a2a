import type { Config } from './config.ts'
import { connect, type HttpPolicy } from './http-client/http-client.ts'
import { measureCalls } from './http-client/measure-calls.ts'
import { createLog, type Log } from './observability/log.ts'
import { createMetrics, type Metrics } from './observability/metrics.ts'
import { httpOrders, type OrdersApi, type PlaceOrder } from './orders/orders-api.ts'
import type { Terminal } from './terminal.ts'
// compendium:slot sender-imports default
import { placeUnderNewId } from './orders/orders-api.ts'
// compendium:end
// compendium:slot wiring-imports

/** Everything that a command works with. */
export interface Shop extends Omit<OrdersApi, 'place'> {
  readonly config: Config
  readonly log: Log
  readonly metrics: Metrics
  readonly terminal: Terminal
  readonly place: PlaceOrder
  /** Around the work for one order, however many calls that takes. */
  readonly operation: <T>(work: () => Promise<T>) => Promise<T>
}

/** Connects the client as its configuration says. Nothing is sent yet. */
export function openShop(config: Config, terminal: Terminal): Shop {
  const log = createLog(config)
  const metrics = createMetrics()
  // What calls go through: the first is nearest to the network.
  const policies: HttpPolicy[] = [measureCalls(metrics)]
  // compendium:slot http-policies-near
  // compendium:slot http-policies
  const timeoutMs = config.DEPENDENCY_TIMEOUT_MS
  const client = connect({ name: 'orders', url: config.ORDERS_URL, timeoutMs }, policies)
  const orders = httpOrders(client, { token: config.ORDERS_TOKEN, signal: terminal.signal })
  // compendium:slot sender default
  const place = placeUnderNewId(orders.place)
  // compendium:end
  // compendium:slot operation default
  const operation: Shop['operation'] = (work) => work()
  // compendium:end
  return { config, log, metrics, terminal, find: orders.find, place, operation }
}

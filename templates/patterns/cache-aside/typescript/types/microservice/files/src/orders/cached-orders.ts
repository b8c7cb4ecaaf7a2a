import type { EventSink } from '../messaging/unit-of-work.ts'
import { type Cache, type CacheOptions, cacheAside } from '../patterns/cache-aside.ts'
import type { Order } from './order.ts'
import { ORDERS } from './order-events.ts'
import type { OrderReader } from './order-store.ts'

interface Options extends Pick<CacheOptions<Order>, 'maxEntries' | 'jitter' | 'log' | 'metrics'> {
  readonly findOrder: OrderReader
  /** An order that has its outcome does not change any more. */
  readonly settledTtlMs: number
  /** One that is pending may change in another replica, of which we do not hear. */
  readonly pendingTtlMs: number
}

/** Orders as they are read by their id, kept for those who ask again and again how far theirs is. */
export function cachedOrders({ findOrder, settledTtlMs, pendingTtlMs, ...rest }: Options) {
  const cache: Cache<Order> = cacheAside({
    ...rest,
    name: 'orders',
    load: findOrder,
    ttlMs: ({ status }) => (status === 'pending' ? pendingTtlMs : settledTtlMs),
  })
  const findCached: OrderReader = (id) => cache.get(id)
  return { findOrder: findCached, sink: forgetChanged(cache) }
}

/** After the commit, and before whoever made the change has their answer. */
function forgetChanged(cache: Cache<Order>): EventSink {
  return {
    async release(events) {
      for (const { topic, key } of events) if (topic === ORDERS) cache.invalidate(key)
    },
  }
}

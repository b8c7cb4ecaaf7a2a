import { SHIPMENTS } from '../events/shipment-events.ts'
import type { EventSink } from '../messaging/unit-of-work.ts'
import { type Cache, type CacheOptions, cacheAside } from '../patterns/cache-aside.ts'
import type { Shipment, ShipmentStatus } from './shipment.ts'
import type { ShipmentReader } from './shipment-store.ts'

/** A booked one may still be cancelled. */
const ENDS: readonly ShipmentStatus[] = ['refused', 'cancelled']

interface Options
  extends Pick<CacheOptions<Shipment>, 'maxEntries' | 'jitter' | 'log' | 'metrics'> {
  readonly findShipment: ShipmentReader
  /** A shipment that is at its end does not change any more. */
  readonly endedTtlMs: number
  /** Any other may change in another replica, of which we do not hear. */
  readonly pendingTtlMs: number
}

/** Shipments as they are read by the id of their order, kept for those who ask again and again. */
export function cachedShipments({ findShipment, endedTtlMs, pendingTtlMs, ...rest }: Options) {
  const cache: Cache<Shipment> = cacheAside({
    ...rest,
    name: 'shipments',
    load: findShipment,
    ttlMs: ({ status }) => (ENDS.includes(status) ? endedTtlMs : pendingTtlMs),
  })
  const findCached: ShipmentReader = (id) => cache.get(id)
  return { findShipment: findCached, sink: forgetChanged(cache) }
}

/** After the commit: whoever asks from now on sees the change. */
function forgetChanged(cache: Cache<Shipment>): EventSink {
  return {
    async release(events) {
      for (const { topic, key } of events) if (topic === SHIPMENTS) cache.invalidate(key)
    },
  }
}

import { eventStore, type RecordedEvent } from '../event-sourcing/event-store.ts'
import type { OrderChange, OrderFeed } from './order-change.ts'

/** The event store has all changes already: nothing is written twice. */
export const orderFeed: OrderFeed = {
  read: async (db, after, limit) => (await eventStore.readAll(db, after, limit)).map(toChange),
  head: (db) => eventStore.head(db),
}

/** What the read side cares about: how a payment is called is the business of the write side. */
function toChange({ position, orderId, recordedAt: at, fact }: RecordedEvent): OrderChange {
  if (fact.type !== 'opened') return { position, orderId, at, type: fact.type }
  return { position, orderId, at, ...fact }
}

import { eventStore, type RecordedEvent } from '../event-sourcing/event-store.ts'
import type { OrderChange } from './order-change.ts'
import type { Feed } from './read-model.ts'

/** The event store has all changes already: nothing is written twice. */
export const orderFeed: Feed<OrderChange> = {
  read: async (db, after, limit) => (await eventStore.readAll(db, after, limit)).map(toChange),
  head: (db) => eventStore.head(db),
}

/** What the read side cares about: how a payment is called is the business of the write side. */
function toChange({ position, orderId: key, recordedAt: at, fact }: RecordedEvent): OrderChange {
  if (fact.type !== 'opened') return { position, key, at, type: fact.type }
  return { position, key, at, ...fact }
}

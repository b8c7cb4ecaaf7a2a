import { Counter } from 'prom-client'
import type { Tx } from '../../database/database.ts'
import type { Log } from '../../observability/log.ts'
import type { Metrics } from '../../observability/metrics.ts'
import type { Order } from '../../orders/order.ts'
import type { OrderStore } from '../../orders/order-store.ts'
import { type EventStore, eventStore } from './event-store.ts'
import type { OrderFact } from './events.ts'
import { decideOpen, decideSettle, evolve, type OrderState } from './order-state.ts'

/** A writer who lost once holds the lock of the head when it decides anew, so it cannot lose again. */
const ATTEMPTS = 3

interface Parts {
  readonly log: Log
  readonly metrics: Metrics
  readonly store?: EventStore
}

/**
 * Orders are what their events say: nothing else is stored. To change one, its events are read, a decision is made
 * on the state that they add up to, and the new event is appended, unless somebody else was faster; then the
 * decision is made anew. See docs/adr/event-sourcing.md.
 */
export function eventSourcedOrders({ log, metrics, store = eventStore }: Parts): OrderStore {
  const appended = new Counter({
    name: 'order_events_appended_total',
    help: 'Events that were appended to the streams of orders.',
    labelNames: ['type'],
    registers: [metrics],
  })
  const conflicts = new Counter({
    name: 'order_events_conflicts_total',
    help: 'Appends that were refused because somebody else had changed the order meanwhile.',
    registers: [metrics],
  })

  const load = async (tx: Tx, id: string): Promise<{ state: OrderState; version: number }> => {
    const events = await store.readStream(tx, id)
    const state = events.reduce<OrderState>((now, { fact }) => evolve(id, now, fact), undefined)
    return { state, version: events.at(-1)?.version ?? 0 }
  }

  const change = async (
    tx: Tx,
    id: string,
    decide: (state: OrderState) => OrderFact | undefined,
  ): Promise<{ state: OrderState; changed: boolean }> => {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
      const { state, version } = await load(tx, id)
      const fact = decide(state)
      if (fact === undefined) return { state, changed: false }
      if (await store.append(tx, id, version, fact)) {
        appended.inc({ type: fact.type })
        return { state: evolve(id, state, fact), changed: true }
      }
      conflicts.inc()
      log.info({ order: id, version, attempt }, 'somebody else changed the order; deciding anew')
    }
    throw new Error(`order ${id} was changed by others ${ATTEMPTS} times in a row`)
  }

  return {
    find: async (tx, id) => (await load(tx, id)).state,
    async open(tx, id, request) {
      const { state } = await change(tx, id, (known) => decideOpen(known, request))
      return existing(state, id)
    },
    async settle(tx, id, outcome) {
      const { state, changed } = await change(tx, id, (known) => decideSettle(known, outcome))
      return { order: existing(state, id), changed }
    },
  }
}

function existing(state: OrderState, id: string): Order {
  if (state === undefined) throw new Error(`order ${id} was never opened`)
  return state
}

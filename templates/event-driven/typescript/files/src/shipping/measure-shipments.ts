import { Gauge } from 'prom-client'
import type { Database } from '../database/database.ts'
import type { Metrics } from '../observability/metrics.ts'
import { shipmentStore } from './shipment-store.ts'

/** How far we are behind, read from the table: the numbers are those of all replicas, and true after a restart. */
export function measureShipments(database: Database, metrics: Metrics): void {
  new Gauge({
    name: 'shipments_waiting',
    help: 'Shipments that the carrier has not answered yet.',
    registers: [metrics],
    async collect() {
      this.set((await shipmentStore.waiting(database)).count)
    },
  })
  new Gauge({
    name: 'shipments_oldest_waiting_seconds',
    help: 'Time that the oldest of them has waited; 0 when there is none.',
    registers: [metrics],
    async collect() {
      const { oldestAt } = await shipmentStore.waiting(database)
      this.set(oldestAt === null ? 0 : (Date.now() - Date.parse(oldestAt)) / 1000)
    },
  })
}

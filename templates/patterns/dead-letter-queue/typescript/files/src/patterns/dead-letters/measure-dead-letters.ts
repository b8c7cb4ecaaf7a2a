import { Gauge } from 'prom-client'
import type { Database } from '../../database/database.ts'
import type { Metrics } from '../../observability/metrics.ts'
import { deadLetterStore } from './dead-letter-store.ts'

/** What is parked is read from the table when it is asked for: the numbers are those of all replicas. */
export function measureDeadLetters(database: Database, metrics: Metrics): void {
  new Gauge({
    name: 'dead_letters',
    help: 'What could not be handled and waits for a person.',
    labelNames: ['source'],
    registers: [metrics],
    async collect() {
      this.reset()
      for (const { source, count } of await deadLetterStore.parked(database)) {
        this.set({ source }, count)
      }
    },
  })
  new Gauge({
    name: 'dead_letters_oldest_seconds',
    help: 'Time since the first failure of the oldest one that is parked.',
    labelNames: ['source'],
    registers: [metrics],
    async collect() {
      this.reset()
      for (const { source, oldestAt } of await deadLetterStore.parked(database)) {
        this.set({ source }, (Date.now() - Date.parse(oldestAt)) / 1000)
      }
    },
  })
}

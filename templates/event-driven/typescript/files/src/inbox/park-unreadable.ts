import { Gauge } from 'prom-client'
import type { Database } from '../database/database.ts'
import type { Handler } from '../messaging/broker.ts'
import { Unprocessable } from '../messaging/unprocessable.ts'
import type { Log } from '../observability/log.ts'
import type { Metrics } from '../observability/metrics.ts'
import { inbox } from './inbox.ts'

interface Parts {
  readonly database: Database
  readonly log: Log
  readonly metrics: Metrics
}

/**
 * Keeps a message in the inbox that we cannot read, a type that is new to us, say, instead of having it come
 * for ever: when we have learnt to read it, it is replayed.
 */
export function parkUnreadable({ database, log, metrics }: Parts, next: Handler): Handler {
  new Gauge({
    name: 'inbox_parked',
    help: 'Messages that could not be read and wait for a replay.',
    registers: [metrics],
    async collect() {
      const query = database.selectFrom('inbox').select(({ fn }) => fn.countAll().as('count'))
      const { count } = await query.where('state', '=', 'parked').executeTakeFirstOrThrow()
      this.set(Number(count))
    },
  })
  return async (delivery) => {
    try {
      await next(delivery)
    } catch (error) {
      if (!(error instanceof Unprocessable)) throw error
      log.error({ err: error, message: delivery.id }, 'a message cannot be read and is parked')
      await inbox.park(database, delivery, error.message)
    }
  }
}

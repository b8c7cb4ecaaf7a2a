import { randomUUID } from 'node:crypto'
import type { Database, Tx } from '../database/database.ts'
import type { Log } from '../observability/log.ts'
import type { Broker, Message } from './broker.ts'
// compendium:slot event-headers-imports

export type NewEvent = Pick<Message, 'topic' | 'key' | 'body'>

export interface Work {
  readonly tx: Tx
  /** Announces what this work changes. Nobody hears of it unless the change is committed. */
  emit(event: NewEvent): void
}

/** Runs a change in one transaction. No call to another service belongs in it: it holds a lock. */
export type UnitOfWork = <T>(run: (work: Work) => Promise<T>) => Promise<T>

/** Where the events of a change go. */
export interface EventSink {
  /** Inside the transaction, with the change. */
  stage?(tx: Tx, events: readonly Message[]): Promise<void>
  /** After the commit. */
  release(events: readonly Message[]): Promise<void>
}

/** Each sink gets all events of a change. */
export function createUnitOfWork(database: Database, ...sinks: readonly EventSink[]): UnitOfWork {
  return async (run) => {
    const events: Message[] = []
    const result = await database.transaction().execute(async (tx) => {
      const value = await run({
        tx,
        emit: (event) => {
          // compendium:slot event-headers default
          const headers = {}
          // compendium:end
          events.push({ id: randomUUID(), headers, ...event })
        },
      })
      for (const sink of sinks) await sink.stage?.(tx, events)
      return value
    })
    await Promise.all(sinks.map((sink) => sink.release(events)))
    return result
  }
}

/** Publishes after the commit. A crash in between loses the events: see the outbox for a way out. */
export function directSink(broker: Broker, log: Log): EventSink {
  return {
    async release(events) {
      for (const event of events) {
        // The change is made: failing the request now would tell the caller that it is not.
        await broker.publish(event).catch((error: unknown) => {
          log.error({ err: error, event: event.id }, 'an event was lost')
        })
      }
    },
  }
}

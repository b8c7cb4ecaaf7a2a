import type { Database } from '../database/database.ts'
import type { Delivery, Handler } from '../messaging/broker.ts'
import { Unprocessable } from '../messaging/unprocessable.ts'
import type { Log } from '../observability/log.ts'
import { inbox, messageOf } from './inbox.ts'

/** Messages that are taken up in one round. */
const BATCH = 50

interface Options {
  readonly database: Database
  readonly handler: Handler
  /** How often it is looked whether somebody wants one replayed. */
  readonly intervalMs: number
  readonly log: Log
}

export interface Replayer {
  start(): void
  /** Lets the message under way finish. */
  stop(): Promise<void>
}

/** Handles messages of the inbox once more that `npm run replay` has marked. One that fails stays marked, unless it cannot be read. */
export function createReplayer({ database, handler, intervalMs, log }: Options): Replayer {
  let timer: NodeJS.Timeout | undefined
  let round: Promise<void> | undefined
  let isStopped = false

  const failed = async (delivery: Delivery, error: unknown): Promise<void> => {
    log.warn({ err: error, message: delivery.id }, 'a replay failed')
    if (error instanceof Unprocessable) await inbox.park(database, delivery, error.message)
  }
  const replayAll = async (): Promise<void> => {
    for (const row of await inbox.list(database, 'replay', BATCH)) {
      if (isStopped) return
      const delivery = { ...messageOf(row), attempt: 1 }
      await handler(delivery).catch((error: unknown) => failed(delivery, error))
    }
  }
  const wake = (): void => {
    round ??= replayAll()
      .catch((error: unknown) => log.error({ err: error }, 'the inbox cannot be read'))
      .finally(() => {
        round = undefined
      })
  }

  return {
    start() {
      timer = setInterval(wake, intervalMs)
      wake()
    },
    async stop() {
      isStopped = true
      clearInterval(timer)
      await round
    },
  }
}

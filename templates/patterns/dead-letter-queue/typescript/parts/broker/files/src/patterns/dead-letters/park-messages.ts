import * as z from 'zod'
import type { Database } from '../../database/database.ts'
import { DependencyUnavailable } from '../../http-client/http-client.ts'
import type { Handler, HandlerPolicy, Message } from '../../messaging/broker.ts'
import { Unprocessable } from '../../messaging/unprocessable.ts'
import type { Log } from '../../observability/log.ts'
import type { Metrics } from '../../observability/metrics.ts'
import { type DeadLetter, deadLetterStore, failureOf, type Item, letterId } from './dead-letter-store.ts'
import { measureDeadLetters } from './measure-dead-letters.ts'
import { createRedriver, type Redriver } from './redrive.ts'

interface Options {
  readonly database: Database
  /** Attempts at a message before it is parked. */
  readonly maxAttempts: number
  /** How long a message may wait for a service that gives no answer before it is parked. */
  readonly outageMs: number
  readonly intervalMs: number
  readonly log: Log
  readonly metrics: Metrics
}

export interface DeadLetters extends Redriver {
  /** The outermost policy: what it sees fail has failed for good, for now. */
  readonly policy: HandlerPolicy
}

/**
 * Sets a message aside that cannot be handled, with its cause and its history, so that it comes no more and
 * holds up nothing. Attempts are counted in the database: a broker may count anew after a restart. That
 * another service is down is no fault of the message. See docs/adr/dead-letter-queue.md.
 */
export function parkMessages(options: Options): DeadLetters {
  const { database, log } = options
  measureDeadLetters(database, options.metrics)
  const handlers = new Map<string, Handler>()
  const redriver = createRedriver({
    ...options,
    handle: async ({ source, payload }) => {
      const handler = handlers.get(source)
      if (handler === undefined) throw new Error(`there is no consumer ${source} any more`)
      await handler({ ...(payload as Message), attempt: 1 })
      return 'handled'
    },
  })

  const policy: HandlerPolicy = (group, next) => {
    handlers.set(group, next)
    return async ({ attempt, ...message }) => {
      const item: Item = { source: group, itemId: message.id, payload: message }
      const known = await deadLetterStore.find(database, letterId(item))
      // Brokers deliver at least once, also what is parked by now.
      if (known !== undefined && known.state !== 'trying') return
      try {
        await next({ ...message, attempt })
      } catch (error) {
        if (await isToBeTriedAgain(options, item, { error, known })) throw error
        log.error({ err: error, group, message: message.id }, 'a message is parked')
        return
      }
      if (known !== undefined) await deadLetterStore.remove(database, known.id)
    }
  }
  return { policy, start: redriver.start, stop: redriver.stop }
}

interface Failed {
  readonly error: unknown
  readonly known: DeadLetter | undefined
}

/** Notes the failure; parks the message when that was its last attempt. */
async function isToBeTriedAgain(
  options: Options,
  item: Item,
  { error, known }: Failed,
): Promise<boolean> {
  const failure = failureOf(error, error instanceof DependencyUnavailable)
  // In an outage everything fails all the time: it is noted when it begins, and when it has been too long.
  if (failure.isOutage && known !== undefined && !isTooLong(options, known)) return true
  return options.database.transaction().execute(async (tx) => {
    const letter = await deadLetterStore.noteFailure(tx, item, failure, 'trying')
    const isOver = failure.isOutage
      ? isTooLong(options, letter)
      : isHopeless(error) || letter.attempts >= options.maxAttempts
    if (isOver) await deadLetterStore.park(tx, letter.id)
    return !isOver
  })
}

function isTooLong({ outageMs }: Options, { firstFailedAt }: DeadLetter): boolean {
  return Date.now() - Date.parse(firstFailedAt) >= outageMs
}

/** What cannot be read today cannot be read tomorrow. */
function isHopeless(error: unknown): boolean {
  return error instanceof Unprocessable || error instanceof z.ZodError
}

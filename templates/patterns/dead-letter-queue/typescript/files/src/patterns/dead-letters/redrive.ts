import type { Database } from '../../database/database.ts'
import { DependencyUnavailable } from '../../http-client/http-client.ts'
import type { Log } from '../../observability/log.ts'
import { type DeadLetter, deadLetterStore, type Failure, failureOf } from './dead-letter-store.ts'

/** Letters that are taken up in one round. */
const BATCH = 50

interface Options {
  readonly database: Database
  /** Handles a letter as if it came for the first time, or has it handled later and moves its mark on with that. */
  readonly handle: (letter: DeadLetter) => Promise<'handled' | 'on its way'>
  /** How often it is looked whether somebody wants one tried again. */
  readonly intervalMs: number
  readonly log: Log
}

export interface Redriver {
  start(): void
  /** Lets the letter under way finish. */
  stop(): Promise<void>
}

/**
 * Tries letters once more that somebody marked for it, here, where the handlers are. The mark stays until
 * it is known how that went, so that a crash in the middle means another try and no lost letter.
 */
export function createRedriver({ database, handle, intervalMs, log }: Options): Redriver {
  let timer: NodeJS.Timeout | undefined
  let round: Promise<void> | undefined
  let isStopped = false

  const redrive = async (letter: DeadLetter): Promise<void> => {
    try {
      const how = await handle(letter)
      if (how === 'handled') await deadLetterStore.remove(database, letter.id)
      log.info({ letter: letter.id }, `a dead letter is ${how}`)
    } catch (error) {
      await parkAgain(letter, failureOf(error, error instanceof DependencyUnavailable))
      log.warn({ err: error, letter: letter.id }, 'a dead letter failed again')
    }
  }

  // Unless another replica has tried it, too, and it is known already how that went.
  const parkAgain = (letter: DeadLetter, failure: Failure) =>
    database.transaction().execute(async (tx) => {
      const isOurs = await deadLetterStore.endRedrive(tx, letter.id, 'parked')
      if (isOurs) await deadLetterStore.noteFailure(tx, letter, failure, 'parked')
    })

  const redriveAll = async (): Promise<void> => {
    for (const letter of await deadLetterStore.list(database, ['redrive'], BATCH)) {
      if (!isStopped) await redrive(letter)
    }
  }
  const wake = (): void => {
    round ??= redriveAll()
      .catch((error: unknown) => log.error({ err: error }, 'dead letters cannot be read'))
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

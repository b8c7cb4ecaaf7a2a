import { Gauge } from 'prom-client'
import type { Database } from '../../database/database.ts'
import { lockUntilCommit } from '../../database/locks.ts'
import type { Log } from '../../observability/log.ts'
import type { Metrics } from '../../observability/metrics.ts'
import { eventOf } from '../../orders/order-events.ts'
import type { OrderProcess, ProcessParts } from '../../orders/order-process.ts'
import { Problem } from '../../problem.ts'
import { compensate, GIVEN_UP, type SagaState, takeStep } from './order-saga.ts'
import { sagaStore } from './saga-store.ts'

/** Sagas that are gone on with in one round. */
const BATCH = 50

export interface SagaOptions extends ProcessParts {
  readonly database: Database
  /** How often sagas that wait are tried again. */
  readonly intervalMs: number
  /** From when on a saga is undone that had no answer. */
  readonly giveUpMs: number
  readonly log: Log
  readonly metrics: Metrics
}

export interface SagaProcess extends OrderProcess {
  /** Goes on with what is unfinished: now, for that is what a crash left, and from time to time. */
  start(): void
  /** Lets the steps under way finish. */
  stop(): Promise<void>
}

/**
 * Fulfils orders as a saga: each step is noted before the next one is taken, so that a crash or a service
 * without an answer only delays an order. Whoever placed it gets what is known by then, and need not
 * come again. See docs/adr/saga.md.
 */
export function sagaProcess(options: SagaOptions): SagaProcess {
  const { database, unitOfWork, orders, intervalMs, log } = options
  measureUnfinished(options)
  const underWay = new Map<string, Promise<void>>()
  let timer: NodeJS.Timeout | undefined
  let round: Promise<void> | undefined
  let last: string | undefined

  /** One at a time for each order within this process. */
  const advance = (id: string): Promise<void> => {
    const running = underWay.get(id)
    if (running !== undefined) return running
    const work = runSaga(options, id)
      .catch((error: unknown) => {
        const isExpected = error instanceof Problem
        log[isExpected ? 'warn' : 'error']({ err: error, order: id }, 'a saga waits')
      })
      .finally(() => underWay.delete(id))
    underWay.set(id, work)
    return work
  }

  /** Each round begins where the one before ended, so that those that wait for long do not keep out the others. */
  const advanceAll = async (): Promise<void> => {
    const ids = await sagaStore.unfinished(database, BATCH, last)
    last = ids.length < BATCH ? undefined : ids.at(-1)
    await Promise.all(ids.map(advance))
  }
  const wake = (): void => {
    round ??= advanceAll()
      .catch((error: unknown) => log.error({ err: error }, 'unfinished sagas cannot be read'))
      .finally(() => {
        round = undefined
      })
  }

  return {
    async place(id, request) {
      const isNew = await unitOfWork(async ({ tx, emit }) => {
        await lockUntilCommit(tx, `order ${id}`)
        if ((await orders.find(tx, id)) !== undefined) {
          await orders.open(tx, id, request)
          return false
        }
        emit(eventOf(await orders.open(tx, id, request)))
        await sagaStore.start(tx, id)
        return true
      })
      await advance(id)
      const order = await unitOfWork(({ tx }) => orders.open(tx, id, request))
      return { order, isNew }
    },
    start() {
      timer = setInterval(wake, intervalMs)
      wake()
    },
    async stop() {
      clearInterval(timer)
      await round
      await Promise.all(underWay.values())
    },
  }
}

async function runSaga(options: SagaOptions, id: string): Promise<void> {
  const { database, unitOfWork, orders } = options
  const saga = await sagaStore.find(database, id)
  if (saga === undefined) return
  const order = await unitOfWork(({ tx }) => orders.find(tx, id))
  if (order === undefined) throw new Error(`the saga of order ${id} has no order`)
  let state: SagaState | undefined = await inTime(options, saga)
  while (state !== undefined && state.step !== 'settle') {
    const next: SagaState = await takeStep(state, order, options)
    const noted = await note(options, state, next)
    // What undoes does no harm when it comes late.
    const mayHaveActed = state.step === 'reserve' || state.step === 'charge'
    if (noted === undefined && mayHaveActed) await takeBack(options, id)
    state = noted
  }
  if (state !== undefined) await settle(options, state)
}

/** The next state, or none when another replica has taken the saga further meanwhile: then it is theirs. */
async function note(
  { database }: SagaOptions,
  from: SagaState,
  to: SagaState,
): Promise<SagaState | undefined> {
  return (await sagaStore.save(database, from, to)) ? to : undefined
}

/**
 * What was done came too late for `note`. If the order is being undone, or is by now, the step may have come after
 * what undid it: the way back is taken once more, from its begin.
 */
async function takeBack(
  { database, unitOfWork, orders, log }: SagaOptions,
  orderId: string,
): Promise<void> {
  const saga = await sagaStore.find(database, orderId)
  const order = await unitOfWork(({ tx }) => orders.find(tx, orderId))
  const status = saga === undefined ? order?.status : (saga.outcome?.status ?? 'pending')
  if (status === undefined || status === 'pending' || status === 'paid') return
  log.warn({ order: orderId, status }, 'a step came too late and is taken back')
  await sagaStore.undoAgain(database, orderId, saga?.outcome ?? GIVEN_UP)
}

/** The saga, or the way back when it has waited too long on the way there. */
async function inTime(options: SagaOptions, saga: SagaState): Promise<SagaState | undefined> {
  const { giveUpMs, log } = options
  if (Date.now() - Date.parse(saga.startedAt) < giveUpMs) return saga
  const undone = compensate(saga)
  if (undone === saga) return saga
  log.warn({ order: saga.orderId, step: saga.step }, 'a saga is undone')
  return note(options, saga, undone)
}

/** The outcome, its event and the end of the saga: together or not at all. */
async function settle({ unitOfWork, orders }: SagaOptions, state: SagaState): Promise<void> {
  const { orderId, outcome } = state
  if (outcome === undefined) throw new Error(`the saga of order ${orderId} has no outcome`)
  await unitOfWork(async ({ tx, emit }) => {
    if (!(await sagaStore.finish(tx, orderId))) return
    const { order, changed } = await orders.settle(tx, orderId, outcome)
    if (changed) emit(eventOf(order))
  })
}

function measureUnfinished({ database, metrics }: SagaOptions): void {
  new Gauge({
    name: 'sagas_unfinished',
    help: 'Orders on their way to an outcome.',
    registers: [metrics],
    async collect() {
      this.set(await sagaStore.count(database))
    },
  })
}

import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Database, openDatabase } from '../src/database/database.ts'
import type { Broker, Message } from '../src/messaging/broker.ts'
import { createUnitOfWork, type UnitOfWork } from '../src/messaging/unit-of-work.ts'
import { createMetrics, type Metrics } from '../src/observability/metrics.ts'
import { createOutbox, type Outbox } from '../src/patterns/outbox.ts'
import { testDatabase } from './test-database.ts'

let database: Database
let published: Message[]
let isDown: boolean
let isForgetful: boolean
/** What every message but the first waits for. */
let pause: Promise<void> | undefined
let metrics: Metrics
let outbox: Outbox
let unitOfWork: UnitOfWork

const broker: Broker = {
  async publish(message) {
    if (isDown) throw new Error('the broker is down')
    if (published.length > 0) await pause
    published.push(message)
    return { kept: isForgetful ? new Promise(() => {}) : Promise.resolve() }
  },
  subscribe: async () => {},
  close: async () => {},
}

function open(longestBatchMs?: number): void {
  metrics = createMetrics()
  const log = pino({ level: 'silent' })
  const parts = { database, broker, log, metrics }
  const patience = longestBatchMs === undefined ? {} : { longestBatchMs }
  outbox = createOutbox({ ...parts, ...patience, intervalMs: 10 })
  unitOfWork = createUnitOfWork(database, outbox.sink)
}

beforeEach(async () => {
  database = await openDatabase(await testDatabase())
  published = []
  isDown = false
  isForgetful = false
  pause = undefined
  open()
})
afterEach(async () => {
  await outbox.stop()
  await database.destroy()
})

const emit = (n: number) =>
  unitOfWork(async (work) => work.emit({ topic: 'orders', key: 'a1', body: { n } }))
const bodies = () => published.map(({ body }) => body)
const pending = async () =>
  (await metrics.getSingleMetric('outbox_pending')?.get())?.values[0]?.value

describe('the outbox', () => {
  test('publishes what was committed, in order, and is empty then', async () => {
    outbox.start()
    for (const n of [1, 2, 3]) await emit(n)
    await expect.poll(bodies).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }])
    await expect.poll(pending).toBe(0)
  })

  test('publishes nothing of a change that was not committed', async () => {
    outbox.start()
    const failed = unitOfWork(async (work) => {
      work.emit({ topic: 'orders', key: 'a1', body: {} })
      throw new Error('changed my mind')
    })
    await expect(failed).rejects.toThrow('changed my mind')
    await emit(1)
    await expect.poll(bodies).toEqual([{ n: 1 }])
  })

  test('keeps events while the broker is down, and a change does not fail for it', async () => {
    isDown = true
    outbox.start()
    await emit(1)
    await emit(2)
    expect(await pending()).toBe(2)
    isDown = false
    await expect.poll(bodies).toEqual([{ n: 1 }, { n: 2 }])
  })

  test('publishes after a restart what a crash left behind', async () => {
    // Never started: as if the process had died right after the commit.
    await emit(1)
    expect(published).toEqual([])
    open()
    outbox.start()
    await expect.poll(bodies).toEqual([{ n: 1 }])
  })

  test('keeps what the broker has and could still lose, and publishes it again after a crash', async () => {
    isForgetful = true
    outbox.start()
    await emit(1)
    await expect.poll(bodies).toEqual([{ n: 1 }])
    expect(await pending()).toBe(1)
    await outbox.stop()
    isForgetful = false
    open()
    outbox.start()
    await expect.poll(bodies).toEqual([{ n: 1 }, { n: 1 }])
    await expect.poll(pending).toBe(0)
  })

  test('deletes what a slow broker has before it takes the rest', async () => {
    let goOn = () => {}
    pause = new Promise((resolve) => {
      goOn = resolve
    })
    open(0)
    await emit(1)
    await emit(2)
    outbox.start()
    await expect.poll(pending).toBe(1)
    goOn()
    await expect.poll(pending).toBe(0)
    expect(bodies()).toEqual([{ n: 1 }, { n: 2 }])
  })
})

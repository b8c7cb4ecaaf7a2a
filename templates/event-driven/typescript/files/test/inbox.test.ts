import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Database, openDatabase } from '../src/database/database.ts'
import { inbox, withInbox } from '../src/inbox/inbox.ts'
import { createReplayer, type Replayer } from '../src/inbox/replay.ts'
import type { Delivery, Handler } from '../src/messaging/broker.ts'
import { createUnitOfWork } from '../src/messaging/unit-of-work.ts'
import { Unprocessable } from '../src/messaging/unprocessable.ts'
import { createMetrics } from '../src/observability/metrics.ts'
import { testDatabase } from './test-database.ts'

let database: Database
let handled: string[]
let failures: Error[]
let handle: Handler
let replayer: Replayer

beforeEach(async () => {
  database = await openDatabase(await testDatabase())
  handled = []
  failures = []
  const unitOfWork = createUnitOfWork(database, { release: async () => {} })
  handle = withInbox({ unitOfWork, metrics: createMetrics() }, async (_, { id }) => {
    const failure = failures.shift()
    if (failure !== undefined) throw failure
    handled.push(id)
  })
  const log = pino({ level: 'silent' })
  replayer = createReplayer({ database, handler: handle, intervalMs: 5, log })
})
afterEach(async () => {
  await replayer.stop()
  await database.destroy()
})

const delivery = (id: string): Delivery => {
  return { id, topic: 't', key: 'k', body: { n: 1 }, headers: {}, attempt: 1 }
}
const parkedIds = async () =>
  (await inbox.list(database, 'parked', 10)).map((row) => row.message_id)

describe('the inbox', () => {
  test('has a message handled once, however often it is delivered', async () => {
    await Promise.all([handle(delivery('m1')), handle(delivery('m1'))])
    await handle(delivery('m1'))
    expect(handled).toEqual(['m1'])
  })

  test('keeps no note of a message whose handling failed', async () => {
    failures = [new Error('not yet')]
    await expect(handle(delivery('m1'))).rejects.toThrow('not yet')
    await handle(delivery('m1'))
    expect(handled).toEqual(['m1'])
  })

  test('has a message that is parked handled when somebody asks for it, and not before', async () => {
    await inbox.park(database, delivery('m1'), 'no reader')
    await handle(delivery('m1'))
    expect(handled).toEqual([])
    expect(await inbox.askReplay(database, { state: 'parked' })).toBe(1)
    replayer.start()
    await expect.poll(() => handled).toEqual(['m1'])
    expect(await parkedIds()).toEqual([])
  })

  test('has a message that was handled handled once more when somebody asks for it', async () => {
    await handle(delivery('m1'))
    await inbox.askReplay(database, { ids: ['m1', 'no such message'] })
    replayer.start()
    await expect.poll(() => handled).toEqual(['m1', 'm1'])
  })

  test('goes on with a replay that failed', async () => {
    await inbox.park(database, delivery('m1'), 'no reader')
    await inbox.askReplay(database, { ids: ['m1'] })
    failures = [new Error('not yet')]
    replayer.start()
    await expect.poll(() => handled).toEqual(['m1'])
  })

  test('parks a message again that still cannot be read', async () => {
    await inbox.park(database, delivery('m1'), 'no reader')
    await inbox.askReplay(database, { ids: ['m1'] })
    failures = [new Unprocessable('still no reader')]
    replayer.start()
    await expect.poll(parkedIds).toEqual(['m1'])
    expect(failures).toEqual([])
  })
})

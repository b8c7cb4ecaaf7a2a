import { pino } from 'pino'
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { openDatabase } from '../src/database/database.ts'
import { createHealth } from '../src/http/health.ts'
import { createMetrics } from '../src/observability/metrics.ts'
import { readModel } from '../src/patterns/cqrs/model.ts'
import type { OrderChange } from '../src/patterns/cqrs/order-change.ts'
import { orderViews } from '../src/patterns/cqrs/order-views.ts'
import { rebuild } from '../src/patterns/cqrs/project.ts'
import { createProjection } from '../src/patterns/cqrs/projection.ts'
import { waitFor } from '../src/patterns/cqrs/read-after.ts'
import type { FakeDependencies } from '../tools/fake-dependencies/fake-dependencies.ts'
import { ORDER, startFakes, startService } from './helpers.ts'
import { lastingTestDatabase, testDatabase } from './test-database.ts'

type Service = Awaited<ReturnType<typeof startService>>

let fakes: FakeDependencies
beforeEach(async () => {
  fakes = await startFakes()
})

/** Places an order, and says which position shows it. */
async function place(service: Service, id: string, order: object = ORDER): Promise<number> {
  return Number((await service.put(id, order)).headers['read-after'])
}

const idsIn = (answer: { json(): { orders: { id: string }[] } }) =>
  answer.json().orders.map(({ id }) => id)

describe('the list of orders', () => {
  test('shows a write to whoever reads after it', async () => {
    const service = await startService(fakes)
    for (const id of ['a1', 'a2', 'a3']) {
      const readAfter = await place(service, id)
      const answer = await service.get(`/orders?readAfter=${readAfter}`)
      expect(answer.json().orders[0]).toMatchObject({ id, ...ORDER, status: 'paid' })
    }
    expect(await service.metric('read_model_lag_changes')).toBe(0)
    expect(await service.metric('read_model_lag_seconds')).toBe(0)
  })

  test('has the newest first, page by page, each order once', async () => {
    const service = await startService(fakes)
    let readAfter = 0
    for (const id of ['a1', 'a2', 'a3', 'a4', 'a5']) readAfter = await place(service, id)
    const first = await service.get(`/orders?limit=2&readAfter=${readAfter}`)
    expect(idsIn(first)).toEqual(['a5', 'a4'])
    await place(service, 'a6')
    const second = await service.get(`/orders?limit=2&before=${first.json().next}`)
    expect(idsIn(second)).toEqual(['a3', 'a2'])
    const last = await service.get(`/orders?limit=2&before=${second.json().next}`)
    expect(idsIn(last)).toEqual(['a1'])
    expect(last.json().next).toBeUndefined()
  })

  test('may be asked for before any position, however far', async () => {
    const service = await startService(fakes)
    const readAfter = await place(service, 'a1')
    const far = `/orders?before=${Number.MAX_SAFE_INTEGER}&readAfter=${readAfter}`
    expect(idsIn(await service.get(far))).toEqual(['a1'])
  })

  test('is searched by a part of the item in any case, where % is a letter like any other', async () => {
    const service = await startService(fakes)
    await place(service, 'a1', { ...ORDER, item: 'Green Tea' })
    await place(service, 'a2', { ...ORDER, item: '100% cotton' })
    const readAfter = await place(service, 'a3', { ...ORDER, item: 'coffee' })
    const search = async (item: string) =>
      idsIn(await service.get(`/orders?readAfter=${readAfter}&item=${encodeURIComponent(item)}`))
    expect(await search('TEA')).toEqual(['a1'])
    expect(await search('%')).toEqual(['a2'])
    expect(await search('_')).toEqual([])
  })

  test('is asked by status, and totalled', async () => {
    const service = await startService(fakes)
    await place(service, 'a1')
    await place(service, 'a2')
    fakes.modes.payments = 'refuse'
    const readAfter = await place(service, 'a3')
    expect(idsIn(await service.get(`/orders?status=declined&readAfter=${readAfter}`))).toEqual([
      'a3',
    ])
    expect((await service.get('/order-totals')).json().totals).toEqual([
      { status: 'declined', orders: 1, amountCents: ORDER.amountCents },
      { status: 'paid', orders: 2, amountCents: 2 * ORDER.amountCents },
    ])
  })

  test.each([
    'readAfter=999',
    'readAfter=x',
    'limit=0',
    'limit=101',
    'status=eaten',
    'item=',
    'colour=red',
  ])('answers 400 to ?%s', async (query) => {
    const service = await startService(fakes)
    expect((await service.get(`/orders?${query}`)).statusCode).toBe(400)
  })
})

describe('after a restart', () => {
  test('the list goes on from where it was, and is the same when it is made anew', async () => {
    const url = await lastingTestDatabase()
    const first = await startService(fakes, { DATABASE_URL: url })
    await place(first, 'a1')
    await first.stop()

    const second = await startService(fakes, { DATABASE_URL: url })
    const readAfter = await place(second, 'a2')
    const before = (await second.get(`/orders?readAfter=${readAfter}`)).json()
    expect(before.orders.map(({ id }: { id: string }) => id)).toEqual(['a2', 'a1'])

    const database = await openDatabase(url)
    await database.deleteFrom('order_views').where('order_id', '=', 'a1').execute()
    await database.updateTable('order_views').set({ status: 'declined' }).execute()
    await rebuild(database, readModel)
    await database.destroy()
    expect((await second.get('/orders')).json()).toEqual(before)
  })
})

test('whoever names a position waits for it, and is told to come again when it is not reached', async () => {
  const database = await openDatabase(await testDatabase())
  onTestFinished(() => database.destroy())
  const opened: OrderChange = { position: 1, key: 'a1', at: '', type: 'opened', ...ORDER }
  const model = { ...readModel, feed: { head: async () => 1, read: async () => [opened] } }
  const parts = { log: pino({ level: 'silent' }), metrics: createMetrics(), health: createHealth() }
  const projection = createProjection({ database, model, intervalMs: 10, ...parts })
  const waiting = { database, model, projection, waitMs: 50 }
  await expect(waitFor(waiting, 1)).rejects.toMatchObject({ status: 503, retryAfterMs: 50 })

  const patient = waitFor({ ...waiting, waitMs: 10_000 }, 1)
  projection.start()
  onTestFinished(() => projection.stop())
  await patient
  expect((await orderViews.list(database, { limit: 1 })).orders).toHaveLength(1)
})

describe('the rows', () => {
  const at = '2026-01-01T00:00:00.000Z'
  const opened: OrderChange = { position: 1, key: 'a1', at, type: 'opened', ...ORDER }
  const paid: OrderChange = { position: 2, key: 'a1', at, type: 'paid' }

  async function shownAfter(...changes: OrderChange[]) {
    const database = await openDatabase(await testDatabase())
    onTestFinished(() => database.destroy())
    await database.transaction().execute(async (tx) => {
      for (const change of changes) await orderViews.apply(tx, change)
    })
    return (await orderViews.list(database, { limit: 10 })).orders
  }

  test('do not mind a change that is told twice', async () => {
    const again = { ...opened, position: 3 }
    expect(await shownAfter(opened, paid, again)).toEqual([
      { id: 'a1', ...ORDER, status: 'paid', openedAt: at, settledAt: at },
    ])
  })

  test('are not made of a change whose beginning is missing', async () => {
    await expect(shownAfter(paid)).rejects.toThrow('never opened')
  })
})

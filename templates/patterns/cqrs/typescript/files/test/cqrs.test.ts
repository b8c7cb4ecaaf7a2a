import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { pino } from 'pino'
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { type Database, openDatabase } from '../src/database/database.ts'
import { createHealth } from '../src/http/health.ts'
import { createMetrics } from '../src/observability/metrics.ts'
import type { OrderChange, OrderFeed } from '../src/patterns/cqrs/order-change.ts'
import { orderFeed } from '../src/patterns/cqrs/order-feed.ts'
import { orderViews } from '../src/patterns/cqrs/order-views.ts'
import { positionOf, projectNext, rebuild } from '../src/patterns/cqrs/project.ts'
import { createProjection } from '../src/patterns/cqrs/projection.ts'
import type { FakeDependencies } from '../tools/fake-dependencies/fake-dependencies.ts'
import { ORDER, startFakes, startService } from './helpers.ts'
import { testDatabase } from './test-database.ts'

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
  const url = `sqlite:${path.join(mkdtempSync(path.join(os.tmpdir(), 'cqrs-')), 'test.db')}`

  test('the list goes on from where it was, and is the same when it is made anew', async () => {
    onTestFinished(() => rmSync(path.dirname(url.slice('sqlite:'.length)), { recursive: true }))
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
    await rebuild(database, orderFeed)
    await database.destroy()
    expect((await second.get('/orders')).json()).toEqual(before)
  })
})

describe('the projection', () => {
  const opened = (position: number, orderId: string): OrderChange => {
    return { position, orderId, at: '2026-01-01T00:00:00.000Z', type: 'opened', ...ORDER }
  }
  const paid = (position: number, orderId: string): OrderChange => {
    return { position, orderId, at: '2026-01-01T00:00:01.000Z', type: 'paid' }
  }
  const feedOf = (changes: OrderChange[]): OrderFeed => ({
    read: async (_, after, limit) =>
      changes.filter(({ position }) => position > after).slice(0, limit),
    head: async () => changes.at(-1)?.position ?? 0,
  })

  async function open(): Promise<Database> {
    const database = await openDatabase(await testDatabase())
    onTestFinished(() => database.destroy())
    return database
  }
  const list = async (database: Database) =>
    (await orderViews.list(database, { limit: 100 })).orders.map(({ id, status }) => [id, status])

  test('keeps rows and position together: of a batch that fails nothing stays', async () => {
    const database = await open()
    const changes = [opened(1, 'a1'), paid(2, 'nobody')]
    await expect(projectNext(database, feedOf(changes))).rejects.toThrow('never opened')
    expect(await list(database)).toEqual([])
    expect(await positionOf(database)).toBe(0)

    changes[1] = paid(2, 'a1')
    await projectNext(database, feedOf(changes))
    expect(await list(database)).toEqual([['a1', 'paid']])
    expect(await positionOf(database)).toBe(2)
  })

  test('does not mind a change that is told twice', async () => {
    const database = await open()
    await projectNext(database, feedOf([opened(1, 'a1'), paid(2, 'a1'), opened(3, 'a1')]))
    expect(await list(database)).toEqual([['a1', 'paid']])
  })

  test('works in more changes than fit into a batch, and makes as many anew', async () => {
    const database = await open()
    const feed = feedOf(Array.from({ length: 450 }, (_, index) => opened(index + 1, `a${index}`)))
    expect(await rebuild(database, feed)).toBe(450)
    expect(await rebuild(database, feed)).toBe(450)
    expect((await orderViews.totals(database))[0]).toMatchObject({ orders: 450 })
  })

  test('that is stuck says so, lets a reader wait no longer than it should, and goes on later', async () => {
    const database = await open()
    const changes = [paid(1, 'a1')]
    const health = createHealth()
    const projection = createProjection({
      database,
      feed: feedOf(changes),
      intervalMs: 10,
      log: pino({ level: 'silent' }),
      metrics: createMetrics(),
      health,
    })
    projection.start()
    onTestFinished(() => projection.stop())
    await expect.poll(() => health.states()['read-model']).toBe('stuck')
    expect(await projection.reach(1, 1)).toBe(false)

    changes[0] = opened(1, 'a1')
    expect(await projection.reach(1, 10_000)).toBe(true)
    await expect.poll(() => health.states()['read-model']).toBe('follows')
  })
})

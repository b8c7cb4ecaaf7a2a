import { beforeEach, describe, expect, test } from 'vitest'
import { openDatabase } from '../src/database/database.ts'
import { shipmentViews } from '../src/patterns/cqrs/shipment-views.ts'
import type { FakeDependencies } from '../tools/fake-dependencies/fake-dependencies.ts'
import { CANCELLED, PAID, startFakes, startService } from './helpers.ts'
import { testDatabase } from './test-database.ts'

let fakes: FakeDependencies
let service: Awaited<ReturnType<typeof startService>>
beforeEach(async () => {
  fakes = await startFakes()
  service = await startService(fakes)
})

/** The ids of a list, once it has as many. */
async function idsIn(url: string, count: number): Promise<string[]> {
  const ids = async (): Promise<string[]> =>
    (await service.get(url)).json().shipments.map(({ orderId }: { orderId: string }) => orderId)
  await expect.poll(async () => (await ids()).length, { timeout: 10_000 }).toBe(count)
  return ids()
}

describe('the list of shipments', () => {
  test('shows each shipment once and as it is', async () => {
    for (const id of ['a1', 'a2', 'a3']) await service.put(id)
    expect((await idsIn('/shipments?status=booked', 3)).sort()).toEqual(['a1', 'a2', 'a3'])
    await service.put('cancel-a2', CANCELLED('a2'))
    expect(await idsIn('/shipments?status=cancelled', 1)).toEqual(['a2'])
    expect((await idsIn('/shipments', 3)).sort()).toEqual(['a1', 'a2', 'a3'])
    expect((await service.get('/shipment-totals')).json().totals).toEqual([
      { status: 'booked', shipments: 2 },
      { status: 'cancelled', shipments: 1 },
    ])
    await expect.poll(() => service.metric('read_model_lag_changes')).toBe(0)
  })

  test('has the newest first, page by page', async () => {
    for (const id of ['a1', 'a2', 'a3']) {
      await service.put(id, PAID(id))
      await expect.poll(() => service.statusOf(id), { timeout: 10_000 }).toBe('booked')
    }
    expect(await idsIn('/shipments', 3)).toEqual(['a3', 'a2', 'a1'])
    const { shipments, next } = (await service.get('/shipments?limit=2')).json()
    expect(shipments).toHaveLength(2)
    expect(await idsIn(`/shipments?limit=2&before=${next}`, 1)).toEqual(['a1'])
  })

  test.each(['limit=0', 'status=eaten', 'colour=red'])('answers 400 to ?%s', async (query) => {
    expect((await service.get(`/shipments?${query}`)).statusCode).toBe(400)
  })
})

test('a change that is told twice leaves the rows as they are', async () => {
  const database = await openDatabase(await testDatabase())
  const change = { position: 1, key: 'a1', at: '2026-01-01T00:00:00.000Z' }
  await database.transaction().execute(async (tx) => {
    await shipmentViews.apply(tx, { ...change, status: 'requested' })
    await shipmentViews.apply(tx, { ...change, status: 'booked', trackingCode: 'T1' })
  })
  const before = await shipmentViews.list(database, { limit: 10 })
  expect(before.shipments).toMatchObject([{ status: 'booked', trackingCode: 'T1' }])
  await database.transaction().execute(async (tx) => {
    await shipmentViews.apply(tx, { ...change, position: 2, status: 'booked', trackingCode: 'T1' })
  })
  expect(await shipmentViews.list(database, { limit: 10 })).toEqual(before)
  await database.destroy()
})

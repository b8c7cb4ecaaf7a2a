import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Database, openDatabase, type Tx } from '../src/database/database.ts'
import { createMetrics } from '../src/observability/metrics.ts'
import type { OrderStore } from '../src/orders/order-store.ts'
import { eventSourcedOrders } from '../src/patterns/event-sourcing/event-sourced-orders.ts'
import { type EventStore, eventStore } from '../src/patterns/event-sourcing/event-store.ts'
import type { OrderFact } from '../src/patterns/event-sourcing/events.ts'
import {
  decideSettle,
  evolve,
  type OrderState,
} from '../src/patterns/event-sourcing/order-state.ts'
import { upcast } from '../src/patterns/event-sourcing/upcast.ts'
import { ORDER, startFakes, startService } from './helpers.ts'
import { testDatabase } from './test-database.ts'

const silent = pino({ level: 'silent' })
const OPENED: OrderFact = { type: 'opened', ...ORDER }
const PAID: OrderFact = { type: 'paid', paymentId: 'payment-a1' }

const replay = (facts: readonly OrderFact[]) =>
  facts.reduce<OrderState>((state, fact) => evolve('a1', state, fact), undefined)

describe('an order', () => {
  test('is what its events add up to', () => {
    expect(replay([])).toBeUndefined()
    expect(replay([OPENED])).toEqual({ id: 'a1', ...ORDER, status: 'pending' })
    expect(replay([OPENED, PAID])).toMatchObject({ status: 'paid', paymentId: 'payment-a1' })
  })

  test('has one outcome: what comes later changes nothing', () => {
    const state = replay([OPENED, PAID])
    expect(decideSettle(state, { status: 'out-of-stock' })).toBeUndefined()
  })

  test('cannot be paid before it was opened', () => {
    expect(() => replay([PAID])).toThrow('before it was opened')
  })
})

describe('an event of an older release', () => {
  test('is read in the form of today: the price of a piece becomes the total', () => {
    const data = { item: 'tea', quantity: 3, unitCents: 250 }
    expect(upcast({ type: 'opened', schemaVersion: 1, data })).toEqual({
      type: 'opened',
      item: 'tea',
      quantity: 3,
      amountCents: 750,
    })
  })

  test.each([
    ['of a newer release', { type: 'opened', schemaVersion: 3, data: ORDER }],
    ['of a type nobody knows', { type: 'gift-wrapped', schemaVersion: 1, data: {} }],
    ['without what it has to say', { type: 'paid', schemaVersion: 1, data: {} }],
  ])('is not guessed at when it is one %s', (_, stored) => {
    expect(() => upcast(stored)).toThrow()
  })
})

describe('the event store', () => {
  let database: Database
  let orders: OrderStore
  beforeEach(async () => {
    database = await openDatabase(await testDatabase())
    orders = eventSourcedOrders({ log: silent, metrics: createMetrics() })
  })
  afterEach(() => database.destroy())

  const append = (id: string, version: number, fact: OrderFact) =>
    database.transaction().execute((tx) => eventStore.append(tx, id, version, fact))
  const factsOf = async (id: string) =>
    (await eventStore.readStream(database, id)).map(({ version, fact }) => [version, fact.type])

  test('takes an event only for the version that its writer saw', async () => {
    expect(await append('a1', 0, OPENED)).toBe(true)
    expect(await append('a1', 0, OPENED)).toBe(false)
    expect(await append('a1', 1, PAID)).toBe(true)
    expect(await append('a1', 1, { type: 'out-of-stock' })).toBe(false)
    expect(await factsOf('a1')).toEqual([
      [1, 'opened'],
      [2, 'paid'],
    ])
  })

  test('numbers the events of all orders without gaps, also after one was refused', async () => {
    await append('a1', 0, OPENED)
    await append('a1', 0, OPENED)
    await append('a2', 0, OPENED)
    await append('a1', 1, PAID)
    const all = await eventStore.readAll(database, 0, 10)
    expect(all.map(({ position, orderId }) => [position, orderId])).toEqual([
      [1, 'a1'],
      [2, 'a2'],
      [3, 'a1'],
    ])
    expect(await eventStore.head(database)).toBe(3)
    expect((await eventStore.readAll(database, 2, 10)).map(({ position }) => position)).toEqual([3])
  })

  test('keeps nothing of a change that was not committed', async () => {
    const failed = database.transaction().execute(async (tx) => {
      await orders.open(tx, 'a1', ORDER)
      throw new Error('changed my mind')
    })
    await expect(failed).rejects.toThrow('changed my mind')
    expect(await factsOf('a1')).toEqual([])
    expect(await eventStore.head(database)).toBe(0)
  })

  test('lets a writer who was too late decide anew on what the other one did', async () => {
    await append('a1', 0, OPENED)
    let isRaced = false
    const raced: EventStore = {
      ...eventStore,
      async readStream(tx, id) {
        const seen = await eventStore.readStream(tx, id)
        if (!isRaced) await eventStore.append(tx as Tx, id, 1, PAID)
        isRaced = true
        return seen
      },
    }
    const metrics = createMetrics()
    const late = eventSourcedOrders({ log: silent, metrics, store: raced })
    const { order, changed } = await database
      .transaction()
      .execute((tx) => late.settle(tx, 'a1', { status: 'out-of-stock' }))
    expect(order).toMatchObject({ status: 'paid' })
    expect(changed).toBe(false)
    expect(await factsOf('a1')).toHaveLength(2)
    const counted = await metrics.getSingleMetric('order_events_conflicts_total')?.get()
    expect(counted?.values[0]?.value).toBe(1)
  })
})

test('an order tells how it became what it is', async () => {
  const fakes = await startFakes()
  const service = await startService(fakes)
  fakes.modes.payments = 'refuse'
  await service.put('a1')
  const { events } = (await service.get('/orders/a1/events')).json()
  expect(events).toMatchObject([
    { version: 1, type: 'opened', ...ORDER },
    { version: 2, type: 'declined', reason: 'insufficient funds' },
  ])
  expect(await service.metric('order_events_appended_total{type="declined"}')).toBe(1)
  expect((await service.get('/orders/none/events')).statusCode).toBe(404)
})

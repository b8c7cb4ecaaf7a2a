import { setTimeout as sleep } from 'node:timers/promises'
import { pino } from 'pino'
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { type Database, openDatabase } from '../src/database/database.ts'
import { DependencyUnavailable } from '../src/http-client/http-client.ts'
import { createUnitOfWork } from '../src/messaging/unit-of-work.ts'
import { createMetrics } from '../src/observability/metrics.ts'
import type { Order } from '../src/orders/order.ts'
import type { OrderStore } from '../src/orders/order-store.ts'
import { sagaProcess } from '../src/patterns/saga/saga-process.ts'
import { testDatabase } from './test-database.ts'

const ORDER = { item: 'tea', quantity: 2, amountCents: 700 }
const FOR_EVER = 1_000_000

let database: Database
let orders: OrderStore
let calls: string[]
let charge: (id: string) => Promise<void>
let refund: () => Promise<void>

beforeEach(async () => {
  database = await openDatabase(await testDatabase())
  onTestFinished(() => database.destroy())
  orders = ordersInMemory()
  calls = []
  charge = async () => {}
  refund = async () => {}
})

/** One replica of several on the same database. */
function replica(giveUpMs: number) {
  const process = sagaProcess({
    database,
    unitOfWork: createUnitOfWork(database, { release: async () => {} }),
    orders,
    stock: {
      reserve: async () => true,
      release: async () => void calls.push('release'),
    },
    payments: {
      async charge({ id }) {
        await charge(id)
        calls.push('charge')
        return { status: 'approved', paymentId: id }
      },
      // It undoes what was charged when it comes, however long its answer takes.
      async refund() {
        calls.push('refund')
        await refund()
      },
    },
    intervalMs: 10,
    giveUpMs,
    log: pino({ level: 'silent' }),
    metrics: createMetrics(),
  })
  onTestFinished(() => process.stop())
  return process
}

describe('sagas on several replicas', () => {
  test('a charge that comes after its refund is refunded, also when the saga is over', async () => {
    const [slow, impatient] = [replica(FOR_EVER), replica(0)]
    // While the first one waits for payments, the other one gives the order up.
    charge = async (id) => {
      charge = async () => {}
      expect((await impatient.place(id, ORDER)).order.status).toBe('declined')
    }
    await slow.place('a1', ORDER)
    slow.start()
    await expect.poll(() => calls.lastIndexOf('refund')).toBeGreaterThan(calls.indexOf('charge'))
    await expect.poll(() => calls.at(-1)).toBe('release')
    expect(calls.slice(0, 3)).toEqual(['refund', 'release', 'charge'])
  })

  test('a charge that comes while it is being refunded is refunded again', async () => {
    const [slow, impatient] = [replica(FOR_EVER), replica(0)]
    const [refunding, charged] = [signal(), signal()]
    let undone: Promise<unknown> | undefined
    refund = () => {
      refund = async () => {}
      refunding.give()
      return charged.given
    }
    charge = async () => {
      charge = async () => {}
      undone = impatient.place('a1', ORDER)
      await refunding.given
      await sleep(5)
    }
    await slow.place('a1', ORDER)
    expect(calls).toEqual(['refund', 'charge'])
    charged.give()
    await undone
    slow.start()
    await expect.poll(() => calls.slice(2)).toEqual(['refund', 'release'])
  })

  test('a charge that two replicas made at once is no reason to refund it', async () => {
    const [slow, fast] = [replica(FOR_EVER), replica(FOR_EVER)]
    charge = async (id) => {
      charge = async () => {}
      expect((await fast.place(id, ORDER)).order.status).toBe('paid')
    }
    expect((await slow.place('a1', ORDER)).order.status).toBe('paid')
    expect(calls).toEqual(['charge', 'charge'])
  })
})

test('orders that cannot go on do not keep out the ones behind them', async () => {
  const process = replica(FOR_EVER)
  let isDown = true
  charge = async (id) => {
    if (isDown || id.startsWith('stuck')) throw new DependencyUnavailable('payments', 'down')
  }
  const stuck = Array.from({ length: 60 }, (_, number) => `stuck-${number}`)
  for (const id of [...stuck, 'well']) await process.place(id, ORDER)
  isDown = false
  process.start()
  const statusOf = (id: string) =>
    database.transaction().execute(async (tx) => (await orders.find(tx, id))?.status)
  await expect.poll(() => statusOf('well'), { timeout: 5000 }).toBe('paid')
})

function signal() {
  let give = () => {}
  const given = new Promise<void>((resolve) => {
    give = resolve
  })
  return { given, give }
}

/** Where orders are kept is no business of a saga. */
function ordersInMemory(): OrderStore {
  const known = new Map<string, Order>()
  const find = (id: string): Order => {
    const order = known.get(id)
    if (order === undefined) throw new Error(`order ${id} was never opened`)
    return order
  }
  return {
    find: async (_, id) => known.get(id),
    async open(_, id, request) {
      if (!known.has(id)) known.set(id, { ...request, id, status: 'pending' })
      return find(id)
    },
    async settle(_, id, outcome) {
      const changed = find(id).status === 'pending'
      if (changed) known.set(id, { ...find(id), ...outcome })
      return { order: find(id), changed }
    },
  }
}

import { beforeEach, describe, expect, test } from 'vitest'
import { openDatabase } from '../src/database/database.ts'
import { createMetrics } from '../src/observability/metrics.ts'
import { handleOnce } from '../src/patterns/handle-once.ts'
import type { FakeDependencies } from '../tools/fake-dependencies/fake-dependencies.ts'
import { ORDER, startFakes, startService } from './helpers.ts'

let fakes: FakeDependencies
let service: Awaited<ReturnType<typeof startService>>

beforeEach(async () => {
  fakes = await startFakes()
  service = await startService(fakes)
})

const post = (key: string | undefined, payload: object = ORDER) =>
  service.post('/orders', payload, key === undefined ? {} : { 'idempotency-key': key })

describe('POST /orders with a key', () => {
  test('makes an order with an id of ours', async () => {
    const answer = await post('first-key')
    expect(answer.statusCode).toBe(201)
    const { id } = answer.json()
    expect(answer.headers.location).toBe(`/orders/${id}`)
    expect((await service.get(`/orders/${id}`)).json()).toMatchObject({ status: 'paid' })
  })

  test('sent again gives the same order and charges once', async () => {
    const [one, two] = await Promise.all([post('same-key'), post('same-key')])
    const three = await post('same-key')
    expect(new Set([one, two, three].map((answer) => answer.json().id)).size).toBe(1)
    expect(fakes.charged.size).toBe(1)
  })

  test('of another order is refused', async () => {
    await post('same-key')
    const answer = await post('same-key', { ...ORDER, quantity: 9 })
    expect(answer.statusCode).toBe(422)
    expect(fakes.charged.size).toBe(1)
  })

  test.each([undefined, '', 'short', 'with blank'])('that is %j answers 400', async (key) => {
    expect((await post(key)).statusCode).toBe(400)
    expect(fakes.charged.size).toBe(0)
  })
})

test('a message that comes again after it was handled is left out, for its group alone', async () => {
  const database = await openDatabase('sqlite::memory:')
  const handled: string[] = []
  const policy = handleOnce(database, createMetrics())
  const delivery = { id: 'm1', topic: 't', key: 'k', body: {}, headers: {}, attempt: 1 }
  const mail = policy('mail', async () => void handled.push('mail'))
  const reports = policy('reports', async () => void handled.push('reports'))
  await mail(delivery)
  await mail({ ...delivery, attempt: 2 })
  await reports(delivery)
  expect(handled).toEqual(['mail', 'reports'])
  await database.destroy()
})

test('a message whose handling failed is handled when it comes again', async () => {
  const database = await openDatabase('sqlite::memory:')
  let calls = 0
  const handle = handleOnce(database, createMetrics())('mail', async () => {
    calls += 1
    if (calls === 1) throw new Error('not yet')
  })
  const delivery = { id: 'm1', topic: 't', key: 'k', body: {}, headers: {}, attempt: 1 }
  await expect(handle(delivery)).rejects.toThrow('not yet')
  await handle({ ...delivery, attempt: 2 })
  expect(calls).toBe(2)
  await database.destroy()
})

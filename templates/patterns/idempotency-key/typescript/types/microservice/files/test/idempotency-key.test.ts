import { beforeEach, describe, expect, test } from 'vitest'
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

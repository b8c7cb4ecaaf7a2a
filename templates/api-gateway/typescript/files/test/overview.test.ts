import { beforeEach, describe, expect, test } from 'vitest'
import type { FakeDependencies } from '../tools/fake-dependencies/fake-dependencies.ts'
import { startFakes, startService } from './helpers.ts'

let fakes: FakeDependencies
let service: Awaited<ReturnType<typeof startService>>

beforeEach(async () => {
  fakes = await startFakes()
  service = await startService(fakes)
})

const overview = (id = 'c1') => service.get(`/customers/${id}/overview`)

describe('the overview of a customer', () => {
  test('is put together from two services', async () => {
    await service.put('a1')
    expect((await overview()).json()).toEqual({
      customer: { id: 'c1', name: 'Customer c1' },
      orders: [{ id: 'a1', item: 'tea', status: 'paid' }],
      missing: [],
    })
  })

  test.each(['fail', 'cut'] as const)('says what is missing (orders: %s)', async (mode) => {
    fakes.modes.orders = mode
    const answer = await overview()
    expect(answer.statusCode).toBe(200)
    expect(answer.json()).toMatchObject({
      customer: { id: 'c1' },
      orders: null,
      missing: ['orders'],
    })
  })

  test('is not to be had while neither of them answers', async () => {
    fakes.modes.orders = 'fail'
    fakes.modes.customers = 'fail'
    expect((await overview()).statusCode).toBe(502)
  })

  test('is not there for nobody', async () => {
    expect((await overview('nobody')).statusCode).toBe(404)
    expect((await overview('a%20b')).statusCode).toBe(400)
  })

  test('is for those alone who have a token', async () => {
    const url = '/customers/c1/overview'
    expect((await service.get(url, { authorization: '' })).statusCode).toBe(401)
    expect(fakes.requests.customers).toBe(0)
  })
})

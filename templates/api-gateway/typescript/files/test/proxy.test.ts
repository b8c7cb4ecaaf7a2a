import { once } from 'node:events'
import { type ClientRequest, type IncomingMessage, request } from 'node:http'
import { beforeEach, describe, expect, test } from 'vitest'
import type { FakeDependencies } from '../tools/fake-dependencies/fake-dependencies.ts'
import { ORDER, startFakes, startService } from './helpers.ts'

let fakes: FakeDependencies
let service: Awaited<ReturnType<typeof startService>>

beforeEach(async () => {
  fakes = await startFakes()
  service = await startService(fakes)
})

describe('a request', () => {
  test('goes to the upstream of its route and comes back with its answer', async () => {
    const placed = await service.put('a1')
    expect(placed.statusCode).toBe(201)
    expect(placed.json()).toEqual({ id: 'a1', ...ORDER, status: 'paid' })
    expect((await service.get('/orders/a1')).json()).toMatchObject({ id: 'a1' })
    expect((await service.get('/orders/none')).statusCode).toBe(404)
  })

  test('without a body gets none, and an answer without one has none', async () => {
    await service.put('a1')
    const gone = await service.send({ method: 'DELETE', url: '/orders/a1' })
    expect(gone.statusCode).toBe(204)
    expect(gone.body).toBe('')
    await service.put('a2')
    const head = await service.send({ method: 'HEAD', url: '/orders/a2' })
    expect([head.statusCode, head.body]).toEqual([200, ''])
  })

  test('has one id, here, behind and in the answer', async () => {
    const { headers } = await service.get('/orders')
    expect(headers['x-request-id']).toMatch(/^[\da-f-]{36}$/)
    expect(fakes.lastHeaders.orders?.['x-request-id']).toBe(headers['x-request-id'])
    const named = await service.get('/orders', { 'x-request-id': 'request-77' })
    expect(named.headers['x-request-id']).toBe('request-77')
    const odd = await service.get('/orders', { 'x-request-id': 'a"b' })
    expect(odd.headers['x-request-id']).not.toBe('a"b')
  })

  test('of a body that is no JSON goes through as it is', async () => {
    const answer = await service.send({
      method: 'POST',
      url: '/orders',
      headers: { 'content-type': 'application/octet-stream' },
      payload: Buffer.from([0, 255, 1]),
    })
    expect(answer.json()).toEqual({ received: expect.any(Number) })
    expect(fakes.lastHeaders.orders?.['content-length']).toBe('3')
    expect(fakes.lastHeaders.orders?.['content-type']).toBe('application/octet-stream')
  })

  test('with a body above the limit of its route is refused, and nobody is asked', async () => {
    expect((await service.put('a1', { item: 'x'.repeat(20_000) })).statusCode).toBe(413)
    expect(fakes.requests.orders).toBe(0)
  })

  test.each([
    '/orders/../customers/c1',
    '/orders/%2e%2E/x',
    '/orders/..%2fx',
    '/orders//x',
    '/orders/a%5cb',
  ])('for %s is refused: it would lead elsewhere', async (url) => {
    const { origin, headers } = await service.listen()
    expect(await statusOf(open(origin, url, headers.authorization))).toBe(400)
    expect(fakes.requests).toEqual({ orders: 0, customers: 0 })
  })

  test('for what has no route is answered 404 and asks nobody', async () => {
    expect((await service.get('/admin')).statusCode).toBe(404)
    expect((await service.send({ method: 'DELETE', url: '/customers/c1' })).statusCode).toBe(404)
    expect(fakes.requests).toEqual({ orders: 0, customers: 0 })
  })
})

describe('an answer', () => {
  test('is passed on as it comes, not when it is whole', async () => {
    const { origin, headers } = await service.listen()
    const answer = await fetch(`${origin}/orders/export`, { headers })
    const pieces = answer.body?.pipeThrough(new TextDecoderStream()).getReader()
    expect((await pieces?.read())?.value).toBe('id,item\n')
    fakes.releaseExport()
    expect((await pieces?.read())?.value).toBe('a1,tea\n')
    expect((await pieces?.read())?.done).toBe(true)
  })

  test('that breaks off is broken off here too: nobody takes a part for the whole', async () => {
    fakes.modes.orders = 'cut'
    const { origin, headers } = await service.listen()
    const read = fetch(`${origin}/orders`, { headers }).then((answer) => answer.text())
    await expect(read).rejects.toThrow()
  })

  test('that nobody waits for any more is not waited for', async () => {
    fakes.modes.orders = 'hang'
    const { origin, headers } = await service.listen()
    const client = open(origin, '/orders', headers.authorization).on('error', () => {})
    await expect.poll(() => fakes.requests.orders).toBe(1)
    client.destroy()
    await expect.poll(() => fakes.abandoned.orders, { timeout: 1500 }).toBe(1)
  })
})

describe('an upstream', () => {
  test('that fails is a bad gateway, and its words stay inside', async () => {
    fakes.modes.orders = 'fail'
    const answer = await service.get('/orders')
    expect(answer.statusCode).toBe(502)
    expect(answer.json()).toEqual({
      error: { code: 'dependency-unavailable', message: 'orders: answered 500' },
    })
    expect(Number(answer.headers['retry-after'])).toBeGreaterThanOrEqual(1)
  })

  test('that does not begin to answer in the time of its route is a gateway timeout', async () => {
    const impatient = await startService(fakes, { UPSTREAM_TIMEOUT_MS: 50 })
    fakes.modes.orders = 'hang'
    const answer = await impatient.get('/orders')
    expect(answer.statusCode).toBe(504)
    expect(answer.json().error.message).toBe('orders: no answer within 50 ms')
  })

  test('that is not there is a bad gateway, and the others still work', async () => {
    const gone = await startFakes()
    const upstreams = `orders=${gone.urlOf('orders')},customers=${fakes.urlOf('customers')}`
    const half = await startService(fakes, { UPSTREAMS: upstreams })
    await gone.close()
    expect((await half.get('/orders')).statusCode).toBe(502)
    expect((await half.get('/customers/c1')).json()).toMatchObject({ id: 'c1' })
    expect((await half.get('/health/ready')).statusCode).toBe(200)
  })
})

test('requests are counted by route, not by URL', async () => {
  await service.put('a1')
  const series = 'http_request_duration_seconds_count{method="PUT",route="/orders/*",status="201"}'
  expect(await service.metric(series)).toBe(1)
  const calls = 'dependency_request_duration_seconds_count{dependency="orders",outcome="201"}'
  expect(await service.metric(calls)).toBe(1)
})

/** A request as it is written: `fetch` would tidy its path up, and keep its connection for later. */
function open(origin: string, path: string, authorization: string) {
  const { hostname, port } = new URL(origin)
  return request({ hostname, port, path, headers: { authorization }, agent: false }).end()
}

async function statusOf(asked: ClientRequest): Promise<number | undefined> {
  const [answer] = (await once(asked, 'response')) as [IncomingMessage]
  await answer.resume().toArray()
  return answer.statusCode
}

import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { beforeEach, expect, onTestFinished, test } from 'vitest'
import { readConfig } from '../src/config.ts'
import { createFront, type Front } from '../src/gateway/front.ts'

let front: Front
const seen: string[] = []
let closeService: () => Promise<void>

beforeEach(async () => {
  seen.length = 0
  const service = createServer(async (request, response) => {
    seen.push(`${request.method} ${request.url} ${await text(request)}`)
    response.setHeader('x-seen-id', request.headers['x-request-id'] ?? 'none')
    response.end('served')
  })
  await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve))
  closeService = () =>
    new Promise((resolve) => {
      service.close(() => resolve())
      service.closeAllConnections()
    })
  const UPSTREAMS = `orders=http://127.0.0.1:${(service.address() as AddressInfo).port}`
  front = await createFront(readConfig({ LOG_LEVEL: 'silent', UPSTREAMS, GATEWAY_PORT: '0' }))
  onTestFinished(async () => {
    await front.stop()
    await closeService()
  })
})

test('what routes.json names goes through, with an id', async () => {
  const payload = { item: 'tea' }
  const answer = await front.server.inject({ method: 'PUT', url: '/orders/a1?x=1', payload })
  expect([answer.statusCode, answer.body]).toEqual([200, 'served'])
  expect(seen).toEqual(['PUT /orders/a1?x=1 {"item":"tea"}'])
  expect(answer.headers['x-seen-id']).toBe(answer.headers['x-request-id'])
})

test.each(['/admin', '/orders/..%2fmetrics', '/orders//metrics'])(
  '%s does not get through',
  async (url) => {
    expect((await front.server.inject({ method: 'GET', url })).statusCode).toBeGreaterThan(399)
    expect(seen).toEqual([])
  },
)

test('its metrics and its health are its own', async () => {
  for (const url of ['/metrics', '/health/live', '/health/ready'])
    expect((await front.server.inject({ method: 'GET', url })).statusCode).toBe(200)
  expect(seen).toEqual([])
})

test('a body above the limit of its route is refused', async () => {
  const payload = 'x'.repeat(20_000)
  const answer = await front.server.inject({ method: 'PUT', url: '/orders/a1', payload })
  expect(answer.statusCode).toBe(413)
  expect(seen).toEqual([])
})

test('without the service it answers 502 in words', async () => {
  await closeService()
  const answer = await front.server.inject({ method: 'GET', url: '/orders/a1' })
  expect(answer.statusCode).toBe(502)
  expect(answer.json().error.message).toBe('orders: cannot be reached')
})

import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { parseRoutes, readRoutes } from '../src/gateway/routes.ts'

const ORDERS = { path: '/orders/*', methods: ['GET'], upstream: 'orders' }
const UPSTREAMS = { orders: 'http://127.0.0.1:4001' }
const parse = (upstreams: object, ...routes: object[]) =>
  parseRoutes(JSON.stringify({ upstreams, routes }), 'routes.json')

test('a route needs a token unless it says otherwise', () => {
  const { routes } = parse(UPSTREAMS, ORDERS, { ...ORDERS, path: '/open', auth: 'none' })
  expect(routes.map(({ auth }) => auth)).toEqual(['token', 'none'])
})

test.each([
  ['no JSON', '{"upstreams"', 'routes.json is no JSON'],
  ['no routes', JSON.stringify({ upstreams: UPSTREAMS, routes: [] }), 'routes: '],
])('a file with %s is refused', (_, text, message) => {
  expect(() => parseRoutes(text, 'routes.json')).toThrow(message)
})

test.each([
  ['an upstream that is not there', [{ ...ORDERS, upstream: 'stock' }], 'routes.0.upstream: stock'],
  ['a method and a path twice', [ORDERS, ORDERS], 'routes.1: GET /orders/* has a route already'],
  ['an unknown method', [{ ...ORDERS, methods: ['FETCH'] }], 'routes.0.methods.0'],
  ['a path without a slash', [{ ...ORDERS, path: 'orders' }], 'routes.0.path'],
  ['a misspelt field', [{ ...ORDERS, timeout: 5 }], 'routes.0: '],
])('%s is named', (_, routes, message) => {
  expect(() => parse(UPSTREAMS, ...routes)).toThrow(message)
})

test('an upstream has to have an address', () => {
  expect(() => parse({ orders: 'orders:4001' }, ORDERS)).toThrow('upstreams.orders')
})

test('the environment has the last word on addresses, and knows no other upstreams', async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'routes-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const file = path.join(folder, 'routes.json')
  await writeFile(file, JSON.stringify({ upstreams: UPSTREAMS, routes: [ORDERS] }))
  const { upstreams } = await readRoutes(file, 'orders=http://orders:3000/a?b=c')
  expect(upstreams).toEqual({ orders: 'http://orders:3000/a?b=c' })
  await expect(readRoutes(file, 'stock=http://stock')).rejects.toThrow('no upstream stock')
})

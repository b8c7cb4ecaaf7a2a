import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { createIdentity, type Identity } from './identity.ts'

/**
 * `fail` answers 500, `hang` never answers, `cut` breaks off in the middle of an answer, `kill` cuts the
 * connection at once, as when the process is gone.
 */
const MODES = ['ok', 'fail', 'hang', 'cut', 'kill'] as const
export type Mode = (typeof MODES)[number]
const SERVICES = ['orders', 'customers'] as const
export type ServiceName = (typeof SERVICES)[number]

export interface FakeDependencies {
  /** Address of one of them, once it listens. */
  readonly urlOf: (service: ServiceName | 'identity') => string
  readonly port: number
  readonly modes: Record<ServiceName, Mode>
  /** How many requests each got, whatever became of them. */
  readonly requests: Record<ServiceName, number>
  /** The headers of the last request to each. */
  readonly lastHeaders: Partial<Record<ServiceName, IncomingMessage['headers']>>
  /** How many callers went away before they had their answer. */
  readonly abandoned: Record<ServiceName, number>
  readonly identity: Identity
  /** By id. */
  readonly orders: ReadonlyMap<string, object>
  /** Lets `GET /orders/export` go on after its first line. */
  releaseExport(): void
  /** Cuts open connections too, as a process that dies would. */
  close(): Promise<void>
}

interface Call {
  readonly method: string
  /** Below the service, with its slash: `/orders/a1`. */
  readonly path: string
  readonly body: string
}

type Answer = readonly [status: number, body: unknown]

/**
 * Stand-ins for orders, customers and the identity provider in one server, for tests and local runs.
 * `PUT /orders/mode {"mode": "fail"}` breaks one on demand.
 */
export async function startFakeDependencies(
  port = 0,
  host = '127.0.0.1',
): Promise<FakeDependencies> {
  const identity = await createIdentity()
  const orders = new Map<string, object>()
  const modes: Record<ServiceName, Mode> = { orders: 'ok', customers: 'ok' }
  const requests = { orders: 0, customers: 0 }
  const abandoned = { orders: 0, customers: 0 }
  const lastHeaders: FakeDependencies['lastHeaders'] = {}
  let release: () => void = () => {}
  const released = new Promise<void>((resolve) => {
    release = resolve
  })

  const services: Record<ServiceName, (call: Call) => Answer> = {
    orders({ method, path, body }) {
      if (path.startsWith('/catalogue/')) return [200, { items: ['tea', 'cups'] }]
      const [, , id = ''] = path.split('/')
      if (method === 'PUT') {
        const known = orders.has(id)
        orders.set(id, { id, ...JSON.parse(body), status: 'paid' })
        return [known ? 200 : 201, orders.get(id)]
      }
      if (method === 'POST') return [201, { received: body.length }]
      if (method === 'DELETE') return orders.delete(id) ? [204, undefined] : [404, {}]
      if (id === '') return [200, [...orders.values()]]
      return orders.has(id) ? [200, orders.get(id)] : [404, { error: 'no such order' }]
    },
    customers({ path }) {
      const [, , id = ''] = path.split('/')
      return id === 'nobody' ? [404, {}] : [200, { id, name: `Customer ${id}` }]
    },
  }

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const [, name = '', ...rest] = (request.url ?? '').split('?', 1)[0]?.split('/') ?? []
    const path = `/${rest.join('/')}`
    const body = await text(request)
    if (name === 'identity') return answer(response, await identify(path, body))
    const service = SERVICES.find((one) => one === name)
    if (service === undefined) return answer(response, [404, { services: SERVICES }])
    if (path === '/mode') return answer(response, setMode(service, JSON.parse(body).mode))
    requests[service] += 1
    lastHeaders[service] = request.headers
    response.once('close', () => {
      if (!response.writableFinished) abandoned[service] += 1
    })
    const mode = modes[service]
    if (mode === 'hang') return
    if (mode === 'kill') return void response.destroy()
    if (mode === 'fail') return answer(response, [500, { error: 'told to fail' }])
    if (mode === 'cut') return cutOff(response)
    if (path === '/orders/export') return exportOrders(response)
    answer(response, services[service]({ method: request.method ?? '', path, body }))
  }

  const identify = async (path: string, body: string): Promise<Answer> => {
    if (path === '/jwks.json') return [200, identity.keySet]
    return [201, { token: await identity.token(JSON.parse(body || '{}')) }]
  }

  const exportOrders = async (response: ServerResponse): Promise<void> => {
    response.writeHead(200, { 'content-type': 'text/csv' }).write('id,item\n')
    await released
    response.end('a1,tea\n')
  }

  const setMode = (service: ServiceName, wanted: unknown): Answer => {
    const known = MODES.find((mode) => mode === wanted)
    if (known === undefined) return [400, { error: `mode: ${MODES.join(', ')}` }]
    modes[service] = known
    return [200, modes]
  }

  const server = createServer((request, response) => {
    serve(request, response).catch(() => answer(response, [400, { error: 'the body is no JSON' }]))
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  const bound = (server.address() as AddressInfo).port

  return {
    urlOf: (service) => `http://${host}:${bound}/${service}`,
    port: bound,
    modes,
    requests,
    lastHeaders,
    abandoned,
    identity,
    orders,
    releaseExport: () => release(),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function cutOff(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': 100 })
  response.write('[{"id":', () => response.destroy())
}

function answer(response: ServerResponse, [status, body]: Answer): void {
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(body === undefined ? undefined : JSON.stringify(body))
}

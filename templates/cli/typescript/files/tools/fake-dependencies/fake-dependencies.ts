import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

/**
 * `fail` answers 500, `hang` never answers, `swallow` does what is asked and never answers, `pending` takes its
 * time, `refuse` declines, `kill` cuts the connection at once.
 */
const MODES = ['ok', 'fail', 'hang', 'swallow', 'pending', 'refuse', 'kill'] as const
export type Mode = (typeof MODES)[number]

export interface FakeDependencies {
  /** Address of the service, once it listens. */
  readonly url: string
  mode: Mode
  /** How many requests came, whatever became of them. */
  requests: number
  lastHeaders: IncomingMessage['headers']
  /** By id: an id stands for one order. */
  readonly orders: Map<string, Record<string, unknown>>
  close(): Promise<void>
}

type Answer = readonly [status: number, body: unknown]

/** A stand-in for the orders service. `PUT /mode {"mode": "fail"}` breaks it on demand. */
export async function startFakeDependencies(
  port = 0,
  host = '127.0.0.1',
): Promise<FakeDependencies> {
  const orders: FakeDependencies['orders'] = new Map()

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const [, what, id = ''] = (request.url ?? '').split('/')
    const body = JSON.parse((await text(request)) || '{}')
    if (what === 'mode') return answer(response, setMode(body.mode))
    self.requests += 1
    self.lastHeaders = request.headers
    if (self.mode === 'kill') return void response.destroy()
    if (self.mode === 'hang') return
    if (self.mode === 'fail') return answer(response, [500, { error: { message: 'told to fail' } }])
    const result = request.method === 'PUT' ? place(id, body) : find(id)
    if (self.mode !== 'swallow') answer(response, result)
  }

  const place = (id: string, body: Record<string, unknown>): Answer => {
    const known = orders.get(id)
    if (known !== undefined && known.item !== body.item) {
      return [409, { error: { message: `order ${id} exists with other contents` } }]
    }
    const status = { pending: 'pending', refuse: 'declined' }[self.mode as string] ?? 'paid'
    const order = known ?? { id, ...body, status }
    orders.set(id, order)
    return [order.status === 'declined' ? 402 : order.status === 'pending' ? 202 : 201, order]
  }

  const find = (id: string): Answer => {
    const order = orders.get(id)
    if (order === undefined) return [404, { error: { message: 'no such order' } }]
    if (order.status === 'pending' && self.mode === 'ok') order.status = 'paid'
    return [200, order]
  }

  const setMode = (wanted: unknown): Answer => {
    const known = MODES.find((mode) => mode === wanted)
    if (known === undefined) return [400, { error: `mode: ${MODES.join(', ')}` }]
    self.mode = known
    return [200, { mode: known }]
  }

  const server = createServer((request, response) => {
    serve(request, response).catch(() => answer(response, [400, { error: 'the body is no JSON' }]))
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  const self: FakeDependencies = {
    url: `http://${host}:${(server.address() as AddressInfo).port}`,
    mode: 'ok',
    requests: 0,
    lastHeaders: {},
    orders,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
  return self
}

function answer(response: ServerResponse, [status, body]: Answer): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

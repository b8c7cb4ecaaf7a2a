import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

/** `fail` answers 500, `hang` never answers, `refuse` says no: card declined, it cannot be sent. */
const MODES = ['ok', 'fail', 'hang', 'refuse'] as const
export type Mode = (typeof MODES)[number]
const SERVICES = ['payments', 'notifications'] as const
export type ServiceName = (typeof SERVICES)[number]

export interface FakeDependencies {
  /** Address of one of them, once it listens. */
  readonly urlOf: (service: ServiceName) => string
  readonly port: number
  readonly modes: Record<ServiceName, Mode>
  /** How many requests each got, whatever became of them. */
  readonly requests: Record<ServiceName, number>
  /** The headers of the last request to each. */
  readonly lastHeaders: Partial<Record<ServiceName, IncomingMessage['headers']>>
  /** Amount by key: it is charged once. */
  readonly charged: ReadonlyMap<string, number>
  /** Text by key. */
  readonly sent: ReadonlyMap<string, string>
  /** Cuts open connections too, as a process that dies would. */
  close(): Promise<void>
}

interface Call {
  readonly id: string
  readonly key: string
  readonly body: Record<string, unknown>
  readonly refuse: boolean
}

type Answer = readonly [status: number, body: unknown]

/**
 * Stand-ins for payments and notifications in one server, for tests and local runs.
 * `PUT /payments/mode {"mode": "fail"}` breaks one on demand.
 */
export async function startFakeDependencies(
  port = 0,
  host = '127.0.0.1',
): Promise<FakeDependencies> {
  const charged = new Map<string, number>()
  const sent = new Map<string, string>()
  const modes: Record<ServiceName, Mode> = { payments: 'ok', notifications: 'ok' }
  const requests = { payments: 0, notifications: 0 }
  const lastHeaders: FakeDependencies['lastHeaders'] = {}

  const services: Record<ServiceName, (call: Call) => Answer> = {
    payments({ key, body, refuse }) {
      if (key === '') return [400, { error: 'idempotency-key is missing' }]
      const amount = Number(body.amountCents)
      const known = charged.get(key)
      if (known === undefined && refuse) return [402, { reason: 'insufficient funds' }]
      if ((known ?? amount) !== amount)
        return [422, { error: 'the key was used for another amount' }]
      charged.set(key, amount)
      return [200, { paymentId: `payment-${key}` }]
    },
    notifications({ id, body, refuse }) {
      if (refuse) return [400, { error: 'told to refuse' }]
      sent.set(id, String(body.text))
      return [200, {}]
    },
  }

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const [, name, what = '', id = ''] = (request.url ?? '').split('/')
    const service = SERVICES.find((one) => one === name)
    if (service === undefined) return answer(response, [404, { services: SERVICES }])
    const body = JSON.parse((await text(request)) || '{}')
    if (what === 'mode') return answer(response, setMode(service, body.mode))
    requests[service] += 1
    lastHeaders[service] = request.headers
    const mode = modes[service]
    if (mode === 'hang') return
    if (mode === 'fail') return answer(response, [500, { error: 'told to fail' }])
    const key = String(request.headers['idempotency-key'] ?? '')
    answer(response, services[service]({ id, key, body, refuse: mode === 'refuse' }))
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
    charged,
    sent,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function answer(response: ServerResponse, [status, body]: Answer): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

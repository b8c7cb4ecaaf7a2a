import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'

/** `fail` answers 500, `hang` never answers, `decline` says that the card was refused. */
const MODES = ['ok', 'fail', 'hang', 'decline'] as const
export type Mode = (typeof MODES)[number]

export interface FakePayments {
  /** Base address, once it listens. */
  readonly url: string
  mode: Mode
  /** How many charge requests came in, whatever became of them. */
  readonly requests: number
  /** What was charged, by idempotency key: a key is charged once. */
  readonly charged: ReadonlyMap<string, number>
  /** Cuts open connections too, as a process that dies would. */
  close(): Promise<void>
}

/**
 * A stand-in for the payments service, for tests and local runs. `POST /charges` charges;
 * `PUT /mode {"mode": "fail"}` breaks it on demand; `GET /mode` says how it is set.
 */
export async function startFakePayments(port = 0, host = '127.0.0.1'): Promise<FakePayments> {
  const charged = new Map<string, number>()
  let mode: Mode = 'ok'
  let requests = 0

  const charge = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    requests += 1
    if (mode === 'hang') return
    if (mode === 'fail') return answer(response, 500, { error: 'told to fail' })
    if (mode === 'decline') return answer(response, 402, { reason: 'insufficient funds' })
    const key = String(request.headers['idempotency-key'] ?? '')
    const { amountCents } = (await json(request)) as { amountCents: number }
    if (key === '') return answer(response, 400, { error: 'idempotency-key is missing' })
    if ((charged.get(key) ?? amountCents) !== amountCents) {
      return answer(response, 422, { error: 'the key was used for another amount' })
    }
    charged.set(key, amountCents)
    answer(response, 200, { paymentId: `payment-${key}` })
  }

  const changeMode = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const wanted = ((await json(request)) as { mode?: unknown }).mode
    const known = MODES.find((name) => name === wanted)
    if (known === undefined) return answer(response, 400, { error: `mode: ${MODES.join(', ')}` })
    mode = known
    answer(response, 200, { mode })
  }

  const route = (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (request.method === 'POST' && request.url === '/charges') return charge(request, response)
    if (request.method === 'PUT' && request.url === '/mode') return changeMode(request, response)
    if (request.method === 'GET' && request.url === '/mode') answer(response, 200, { mode })
    else answer(response, 404, { error: 'POST /charges or PUT /mode' })
    return Promise.resolve()
  }

  const server = createServer((request, response) => {
    route(request, response).catch(() => answer(response, 400, { error: 'the body is no JSON' }))
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })

  return {
    url: `http://${host}:${(server.address() as AddressInfo).port}`,
    get mode() {
      return mode
    },
    set mode(next) {
      mode = next
    },
    get requests() {
      return requests
    },
    charged,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function answer(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

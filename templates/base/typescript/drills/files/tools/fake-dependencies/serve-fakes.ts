import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

/** `fail` answers 500, `hang` never answers, `refuse` says no: it is not what the service can do. */
const MODES = ['ok', 'fail', 'hang', 'refuse'] as const
export type Mode = (typeof MODES)[number]

/** Stand-ins in one server, by their names. */
export interface Fakes<Name extends string> {
  /** Address of one of them, once it listens. */
  readonly urlOf: (service: Name) => string
  readonly port: number
  readonly modes: Record<Name, Mode>
  /** How many requests each got, whatever became of them. */
  readonly requests: Record<Name, number>
  /** The headers of the last request to each. */
  readonly lastHeaders: Partial<Record<Name, IncomingMessage['headers']>>
  /** Cuts open connections too, as a process that dies would. */
  close(): Promise<void>
}

interface Call {
  readonly method: string
  /** What follows the name of the service, such as `charges` or `reservations/a1`. */
  readonly what: string
  readonly id: string
  readonly key: string
  readonly body: Record<string, unknown>
  readonly refuse: boolean
}

type Answer = readonly [status: number, body: unknown]

/** How a service answers while it is well, or refuses. */
export type FakeService = (call: Call) => Answer

/** `PUT /<service>/mode {"mode": "fail"}` breaks one on demand. */
export async function serveFakes<Name extends string>(
  services: Readonly<Record<Name, FakeService>>,
  port: number,
  host: string,
): Promise<Fakes<Name>> {
  const names = Object.keys(services) as Name[]
  const ofEach = <T>(value: T) =>
    Object.fromEntries(names.map((one) => [one, value])) as Record<Name, T>
  const modes = ofEach<Mode>('ok')
  const requests = ofEach(0)
  const lastHeaders: Fakes<Name>['lastHeaders'] = {}

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const [, name, what = '', id = ''] = (request.url ?? '').split('/')
    const service = names.find((one) => one === name)
    if (service === undefined) return answer(response, [404, { services: names }])
    const body = JSON.parse((await text(request)) || '{}')
    if (what === 'mode') return answer(response, setMode(service, body.mode))
    requests[service] += 1
    lastHeaders[service] = request.headers
    const mode = modes[service]
    if (mode === 'hang') return
    if (mode === 'fail') return answer(response, [500, { error: 'told to fail' }])
    const key = String(request.headers['idempotency-key'] ?? '')
    const method = request.method ?? ''
    answer(response, services[service]({ method, what, id, key, body, refuse: mode === 'refuse' }))
  }

  const setMode = (service: Name, wanted: unknown): Answer => {
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

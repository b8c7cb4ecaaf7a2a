import { type Config, readConfig } from '../../src/config.ts'
import { createService } from '../../src/service.ts'
import {
  type FakeDependencies,
  startFakeDependencies,
} from '../fake-dependencies/fake-dependencies.ts'

export interface DrillAnswer {
  readonly status: number
  readonly body: unknown
  readonly tookMs: number
}

export interface Drill {
  fakes: FakeDependencies
  readonly config: Config
  /** Places an order through the gateway and prints its answer on a line. */
  order(id: string): Promise<DrillAnswer>
  /** Reads through the gateway, and prints the answer on a line. */
  get(path: string, headers?: Record<string, string>): Promise<DrillAnswer>
  /** A series of `/metrics`, such as `things_total{kind="a"}`. */
  metric(name: string): Promise<number | undefined>
  /** A fact that has to be true; the drill fails if it is not. */
  expect(what: string, isTrue: boolean): void
  /** Waits for something that takes a while; it has to come true within `withinMs`. */
  eventually(
    what: string,
    isTrue: () => boolean | Promise<boolean>,
    withinMs?: number,
  ): Promise<void>
}

/**
 * Runs the real gateway on loopback with its stand-ins, and says whether everything that the drill
 * expects was seen. Exits with 1 when not.
 */
export async function runDrill(
  env: Record<string, string>,
  drill: (drill: Drill) => Promise<void>,
): Promise<void> {
  const fakes = await startFakeDependencies()
  const config = readConfig({
    LOG_LEVEL: 'silent',
    PORT: '0',
    UPSTREAMS: `orders=${fakes.urlOf('orders')},customers=${fakes.urlOf('customers')}`,
    JWKS_URL: `${fakes.urlOf('identity')}/jwks.json`,
    UPSTREAM_TIMEOUT_MS: '500',
    ...env,
  })
  const service = await createService(config)
  await service.start()
  const authorization = `Bearer ${await fakes.identity.token()}`
  let failures = 0

  const send = async (path: string, request: RequestInit): Promise<DrillAnswer> => {
    const sentAt = performance.now()
    const answer = await fetch(`${service.server.listeningOrigin}${path}`, request)
    const text = await answer.text()
    const tookMs = performance.now() - sentAt
    const wait = answer.headers.get('retry-after')
    const later = wait === null ? '' : `  Retry-After ${wait} s`
    const took = `took ${tookMs.toFixed(0).padStart(5)} ms`
    console.log(
      `  ${(request.method ?? 'GET').padEnd(3)} ${path}  ${answer.status}  ${took}${later}`,
    )
    return { status: answer.status, body: text === '' ? undefined : JSON.parse(text), tookMs }
  }

  const self: Drill = {
    fakes,
    config,
    order: (id) =>
      send(`/orders/${id}`, {
        method: 'PUT',
        headers: { authorization, 'content-type': 'application/json' },
        body: JSON.stringify({ item: 'tea', quantity: 1, amountCents: 350 }),
      }),
    get: (path, headers = {}) => send(path, { headers: { authorization, ...headers } }),
    async metric(name) {
      const answer = await fetch(`${service.server.listeningOrigin}/metrics`)
      const lines = (await answer.text()).split('\n')
      const line = lines.find((one) => one.startsWith(`${name} `))
      return line === undefined ? undefined : Number(line.slice(name.length + 1))
    },
    expect(what, isTrue) {
      if (!isTrue) failures += 1
      console.log(`${isTrue ? 'ok ' : '!  '} ${what}`)
    },
    async eventually(what, isTrue, withinMs = 10_000) {
      const giveUpAt = performance.now() + withinMs
      while (!(await isTrue()) && performance.now() < giveUpAt) {
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
      self.expect(what, await isTrue())
    },
  }

  try {
    await drill(self)
  } finally {
    await service.stop()
    await self.fakes.close()
  }
  console.log(failures > 0 ? 'The drill FAILED: see the lines marked !' : 'The drill passed.')
  process.exitCode = failures > 0 ? 1 : 0
}

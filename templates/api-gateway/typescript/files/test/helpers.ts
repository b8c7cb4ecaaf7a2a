import type { InjectOptions } from 'fastify'
import { onTestFinished } from 'vitest'
import { type Config, readConfig } from '../src/config.ts'
import { createService } from '../src/service.ts'
import {
  type FakeDependencies,
  startFakeDependencies,
} from '../tools/fake-dependencies/fake-dependencies.ts'

export const ORDER = { item: 'tea', quantity: 2, amountCents: 700 }

/** Stand-ins for the services behind the gateway; gone when the test is over. */
export async function startFakes(): Promise<FakeDependencies> {
  const fakes = await startFakeDependencies()
  onTestFinished(() => fakes.close())
  return fakes
}

/** What the gateway has to be told to find the stand-ins. */
export function environmentOf(fakes: FakeDependencies): Record<string, string> {
  return {
    UPSTREAMS: `orders=${fakes.urlOf('orders')},customers=${fakes.urlOf('customers')}`,
    JWKS_URL: `${fakes.urlOf('identity')}/jwks.json`,
  }
}

/** The whole gateway before the stand-ins, driven without a socket of its own; stopped with the test. */
export async function startService(fakes: FakeDependencies, overrides: Partial<Config> = {}) {
  const config = readConfig({
    LOG_LEVEL: 'silent',
    ...environmentOf(fakes),
    // compendium:slot test-config
  })
  const service = await createService({ ...config, ...overrides })
  onTestFinished(() => service.stop())
  const authorization = `Bearer ${await fakes.identity.token()}`

  /** With a token, unless the headers say otherwise. */
  const send = ({ headers, ...options }: InjectOptions) =>
    service.server.inject({ ...options, headers: { authorization, ...headers } })

  return {
    send,
    put: (id: string, payload: object | string = ORDER, headers: Record<string, string> = {}) =>
      send({
        method: 'PUT',
        url: `/orders/${id}`,
        headers: { 'content-type': 'application/json', ...headers },
        payload,
      }),
    post: (url: string, payload: object, headers: Record<string, string> = {}) =>
      send({ method: 'POST', url, headers, payload }),
    get: (url: string, headers: Record<string, string> = {}) =>
      send({ method: 'GET', url, headers }),
    /** One line of `/metrics`, such as `things_total{kind="a"}`; its number. */
    metric: async (series: string) => {
      const { body } = await service.server.inject({ method: 'GET', url: '/metrics' })
      const line = body.split('\n').find((one) => one.startsWith(`${series} `))
      return line === undefined ? undefined : Number(line.slice(series.length + 1))
    },
    /** On a socket, where a client can go away and an answer can come in pieces. */
    listen: async () => {
      await service.start()
      return { origin: service.server.listeningOrigin, headers: { authorization } }
    },
    stop: () => service.stop(),
  }
}

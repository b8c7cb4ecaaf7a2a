import { onTestFinished } from 'vitest'
import { type Config, readConfig } from '../src/config.ts'
import { createService } from '../src/service.ts'
import {
  type FakeDependencies,
  startFakeDependencies,
} from '../tools/fake-dependencies/fake-dependencies.ts'
import { testBroker } from './test-broker.ts'
import { testDatabase } from './test-database.ts'

export const ORDER = { item: 'tea', quantity: 2, amountCents: 700 }

/** Stand-ins for the services that we call; gone when the test is over. */
export async function startFakes(): Promise<FakeDependencies> {
  const fakes = await startFakeDependencies()
  onTestFinished(() => fakes.close())
  return fakes
}

/** The whole service against the stand-ins, driven without a socket of its own; stopped with the test. */
export async function startService(fakes: FakeDependencies, overrides: Partial<Config> = {}) {
  const config = readConfig({
    LOG_LEVEL: 'silent',
    DATABASE_URL: await testDatabase(),
    ...testBroker(process.env.TEST_BROKER_URL),
    PAYMENTS_URL: fakes.urlOf('payments'),
    STOCK_URL: fakes.urlOf('stock'),
    NOTIFICATIONS_URL: fakes.urlOf('notifications'),
    REDELIVERY_DELAY_MS: '5',
    // compendium:slot test-config
  })
  const service = await createService({ ...config, ...overrides })
  onTestFinished(() => service.stop())
  return {
    put: (id: string, payload: object | string = ORDER, headers: Record<string, string> = {}) =>
      service.server.inject({
        method: 'PUT',
        url: `/orders/${id}`,
        headers: { 'content-type': 'application/json', ...headers },
        payload,
      }),
    post: (url: string, payload: object, headers: Record<string, string> = {}) =>
      service.server.inject({ method: 'POST', url, headers, payload }),
    get: (url: string) => service.server.inject({ method: 'GET', url }),
    /** One line of `/metrics`, such as `things_total{kind="a"}`; its number. */
    metric: async (series: string) => {
      const { body } = await service.server.inject({ method: 'GET', url: '/metrics' })
      const line = body.split('\n').find((one) => one.startsWith(`${series} `))
      return line === undefined ? undefined : Number(line.slice(series.length + 1))
    },
    stop: () => service.stop(),
  }
}

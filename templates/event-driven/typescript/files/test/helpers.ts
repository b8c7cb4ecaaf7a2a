import { onTestFinished } from 'vitest'
import { type Config, readConfig } from '../src/config.ts'
import { createService } from '../src/service.ts'
import {
  type FakeDependencies,
  startFakeDependencies,
} from '../tools/fake-dependencies/fake-dependencies.ts'
import { testBroker } from './test-broker.ts'
import { testDatabase } from './test-database.ts'

export const LINES = [{ item: 'tea', quantity: 2 }]

/** The event that an order was paid. */
export const PAID = (orderId: string) => ({
  type: 'order.paid',
  version: 2,
  orderId,
  customer: 'Ada',
  lines: LINES,
})
export const CANCELLED = (orderId: string) => ({ type: 'order.cancelled', version: 1, orderId })

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
    CARRIER_URL: fakes.urlOf('carrier'),
    NOTIFICATIONS_URL: fakes.urlOf('notifications'),
    REDELIVERY_DELAY_MS: '5',
    REPLAY_INTERVAL_MS: '20',
    // compendium:slot test-config
  })
  const service = await createService({ ...config, ...overrides })
  onTestFinished(() => service.stop())
  return {
    /** Hands in an event; without one, that the order of this name was paid. */
    put: (id: string, payload: object | string = PAID(id), headers: Record<string, string> = {}) =>
      service.server.inject({
        method: 'PUT',
        url: `/events/${id}`,
        headers: { 'content-type': 'application/json', ...headers },
        payload,
      }),
    get: (url: string) => service.server.inject({ method: 'GET', url }),
    statusOf: async (id: string): Promise<string | undefined> => {
      const answer = await service.server.inject({ method: 'GET', url: `/shipments/${id}` })
      return answer.json().status
    },
    /** One line of `/metrics`, such as `things_total{kind="a"}`; its number. */
    metric: async (series: string) => {
      const { body } = await service.server.inject({ method: 'GET', url: '/metrics' })
      const line = body.split('\n').find((one) => one.startsWith(`${series} `))
      return line === undefined ? undefined : Number(line.slice(series.length + 1))
    },
    stop: () => service.stop(),
  }
}

import { onTestFinished } from 'vitest'
import { type Config, readConfig } from '../src/config.ts'
import { createService } from '../src/service.ts'
import {
  type FakeDependencies,
  startFakeDependencies,
} from '../tools/fake-dependencies/fake-dependencies.ts'
import { testDatabase } from './test-database.ts'

export const CHARGE = { kind: 'charge', customer: 'Ada', amountCents: 700 }

/** Stand-ins for the services that we call; gone when the test is over. */
export async function startFakes(): Promise<FakeDependencies> {
  const fakes = await startFakeDependencies()
  onTestFinished(() => fakes.close())
  return fakes
}

/** The whole worker against the stand-ins, driven without a socket of its own; stopped with the test. */
export async function startService(fakes: FakeDependencies, overrides: Partial<Config> = {}) {
  const config = readConfig({
    LOG_LEVEL: 'silent',
    DATABASE_URL: await testDatabase(),
    PAYMENTS_URL: fakes.urlOf('payments'),
    NOTIFICATIONS_URL: fakes.urlOf('notifications'),
    POLL_MS: '10',
    JOB_RETRY_INITIAL_MS: '5',
    JOB_RETRY_MAX_MS: '20',
    // compendium:slot test-config
  })
  const service = await createService({ ...config, ...overrides })
  onTestFinished(() => service.stop())
  return {
    /** Enqueues a job; without one, a charge. */
    put: (id: string, payload: object | string = CHARGE, headers: Record<string, string> = {}) =>
      service.server.inject({
        method: 'PUT',
        url: `/jobs/${id}`,
        headers: { 'content-type': 'application/json', ...headers },
        payload,
      }),
    get: (url: string) => service.server.inject({ method: 'GET', url }),
    statusOf: async (id: string): Promise<string | undefined> => {
      const answer = await service.server.inject({ method: 'GET', url: `/jobs/${id}` })
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

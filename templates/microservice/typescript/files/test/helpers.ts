import { type Config, readConfig } from '../src/config.ts'
import { createService } from '../src/service.ts'
import type { FakePayments } from '../tools/fake-payments/fake-payments.ts'

export const ORDER = { item: 'tea', quantity: 2, amountCents: 700 }

/** The whole service against a fake payments server, driven without a socket of its own. */
export function startService(fake: FakePayments, config: Partial<Config> = {}) {
  const defaults = readConfig({ PAYMENTS_URL: fake.url, LOG_LEVEL: 'silent' })
  const service = createService({ ...defaults, ...config })
  return {
    put: (id: string, payload: object | string = ORDER) =>
      service.inject({
        method: 'PUT',
        url: `/orders/${id}`,
        headers: { 'content-type': 'application/json' },
        payload,
      }),
    get: (url: string) => service.inject({ method: 'GET', url }),
    close: () => service.close(),
  }
}

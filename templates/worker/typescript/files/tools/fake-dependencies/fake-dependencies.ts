import { type FakeService, type Fakes, serveFakes } from './serve-fakes.ts'

export type ServiceName = 'payments' | 'notifications'

export interface FakeDependencies extends Fakes<ServiceName> {
  /** Amount by key: it is charged once. */
  readonly charged: ReadonlyMap<string, number>
  /** Text by key. */
  readonly sent: ReadonlyMap<string, string>
}

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

  const services: Record<ServiceName, FakeService> = {
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

  return { ...(await serveFakes(services, port, host)), charged, sent }
}

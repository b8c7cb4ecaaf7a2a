import { type FakeService, type Fakes, serveFakes } from './serve-fakes.ts'

export type ServiceName = 'payments' | 'stock' | 'notifications'

export interface FakeDependencies extends Fakes<ServiceName> {
  /** Amount by order: a key is charged once. */
  readonly charged: ReadonlyMap<string, number>
  readonly refunded: ReadonlySet<string>
  /** Quantity by order. */
  readonly reserved: ReadonlyMap<string, number>
  /** Text by key. */
  readonly sent: ReadonlyMap<string, string>
}

/**
 * Stand-ins for payments, stock and notifications in one server, for tests and local runs.
 * `PUT /payments/mode {"mode": "fail"}` breaks one on demand.
 */
export async function startFakeDependencies(
  port = 0,
  host = '127.0.0.1',
): Promise<FakeDependencies> {
  const charged = new Map<string, number>()
  const refunded = new Set<string>()
  /** Keys that were refunded before they were charged. */
  const voided = new Set<string>()
  const reserved = new Map<string, number>()
  const sent = new Map<string, string>()

  const services: Record<ServiceName, FakeService> = {
    payments({ what, key, body, refuse }) {
      if (key === '') return [400, { error: 'idempotency-key is missing' }]
      if (what === 'refunds') {
        if (charged.has(key)) refunded.add(key)
        else voided.add(key)
        return [200, {}]
      }
      // A charge that was under way for longer than its refund.
      if (voided.has(key)) return [409, { error: 'the key was refunded before' }]
      const amount = Number(body.amountCents)
      const known = charged.get(key)
      if (known === undefined && refuse) return [402, { reason: 'insufficient funds' }]
      if ((known ?? amount) !== amount)
        return [422, { error: 'the key was used for another amount' }]
      charged.set(key, amount)
      return [200, { paymentId: `payment-${key}` }]
    },
    stock({ method, id, body, refuse }) {
      if (method === 'DELETE') return reserved.delete(id) ? [200, {}] : [404, {}]
      if (!reserved.has(id) && refuse) return [409, { error: 'not enough' }]
      reserved.set(id, Number(body.quantity))
      return [200, {}]
    },
    notifications({ id, body, refuse }) {
      if (refuse) return [400, { error: 'told to refuse' }]
      sent.set(id, String(body.text))
      return [200, {}]
    },
  }

  return { ...(await serveFakes(services, port, host)), charged, refunded, reserved, sent }
}

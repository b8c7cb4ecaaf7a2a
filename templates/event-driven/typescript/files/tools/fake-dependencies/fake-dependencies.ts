import { type FakeService, type Fakes, serveFakes } from './serve-fakes.ts'

export type ServiceName = 'carrier' | 'notifications'

export interface FakeDependencies extends Fakes<ServiceName> {
  /** What was booked, by order. */
  readonly booked: ReadonlyMap<string, unknown>
  /** Text by key. */
  readonly sent: ReadonlyMap<string, string>
}

/**
 * Stand-ins for the carrier and notifications in one server, for tests and local runs.
 * `PUT /carrier/mode {"mode": "fail"}` breaks one on demand.
 */
export async function startFakeDependencies(
  port = 0,
  host = '127.0.0.1',
): Promise<FakeDependencies> {
  const booked = new Map<string, unknown>()
  const sent = new Map<string, string>()

  const services: Record<ServiceName, FakeService> = {
    carrier({ method, id, body, refuse }) {
      if (method === 'DELETE') return booked.delete(id) ? [200, {}] : [404, {}]
      if (!booked.has(id) && refuse) return [422, { error: 'we do not go there' }]
      booked.set(id, body.lines)
      return [200, { id: `track-${id}` }]
    },
    notifications({ id, body, refuse }) {
      if (refuse) return [400, { error: 'told to refuse' }]
      sent.set(id, String(body.text))
      return [200, {}]
    },
  }

  return { ...(await serveFakes(services, port, host)), booked, sent }
}

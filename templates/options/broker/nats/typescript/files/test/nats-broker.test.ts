import { jetstreamManager } from '@nats-io/jetstream'
import { connect } from '@nats-io/transport-node'
import { expect, test } from 'vitest'
import { openTestBroker, testBroker } from './test-broker.ts'

const SERVER = process.env.TEST_BROKER_URL
const within = { timeout: 15_000, interval: 50 }
const message = (id: string) => ({ id, topic: 'orders', key: id, body: { id }, headers: {} })

/** As a server does that comes back without its data. */
async function loseStream(url: string, name: string): Promise<void> {
  const connection = await connect({ servers: url })
  const manager = await jetstreamManager(connection)
  await manager.streams.delete(name)
  await connection.close()
}

test.skipIf(SERVER === undefined)(
  'who only publishes makes a stream anew that the server has lost',
  { timeout: 30_000 },
  async () => {
    const env = testBroker(SERVER)
    const broker = await openTestBroker(SERVER, env)
    await broker.publish(message('m1'))
    await loseStream(SERVER ?? '', `${env.BROKER_NAMESPACE}-orders`)
    await expect(broker.publish(message('m2')), 'nobody has it, and that is said').rejects.toThrow()
    const publish = () =>
      broker.publish(message('m2')).then(
        () => true,
        () => false,
      )
    await expect.poll(publish, within).toBe(true)
    const seen: string[] = []
    const reader = await openTestBroker(SERVER, env)
    await reader.subscribe('orders', 'mail', async ({ id }) => void seen.push(id))
    await expect.poll(() => seen, within).toEqual(['m2'])
  },
)

test.skipIf(SERVER === undefined)(
  'what another program publishes is told apart, and is for the handler to judge',
  async () => {
    const env = testBroker(SERVER)
    const broker = await openTestBroker(SERVER, env)
    const seen: { id: string; body: unknown }[] = []
    await broker.subscribe('orders', 'mail', async ({ id, body }) => void seen.push({ id, body }))
    const connection = await connect({ servers: SERVER ?? '' })
    connection.publish(`${env.BROKER_NAMESPACE}.orders`, 'no JSON')
    connection.publish(`${env.BROKER_NAMESPACE}.orders`, '{"n":1}')
    await connection.drain()
    await expect.poll(() => seen.map(({ body }) => body), within).toEqual([undefined, { n: 1 }])
    expect(new Set(seen.map(({ id }) => id)).size, 'each has an id of its own').toBe(2)
    expect(seen.every(({ id }) => id !== '')).toBe(true)
  },
)

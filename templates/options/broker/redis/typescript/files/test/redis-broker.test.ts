import { createClient } from '@redis/client'
import { expect, test } from 'vitest'
import { openTestBroker, testBroker } from './test-broker.ts'

const SERVER = process.env.TEST_BROKER_URL

test.skipIf(SERVER === undefined)(
  'what another program writes to a stream is told apart, and is for the handler to judge',
  async () => {
    const env = testBroker(SERVER)
    const broker = await openTestBroker(SERVER, env)
    const client = await createClient({ url: SERVER ?? '' }).connect()
    const stream = `${env.BROKER_NAMESPACE}:orders`
    await client.xAdd(stream, '*', { body: 'no JSON' })
    await client.xAdd(stream, '*', { body: '{"n":1}', headers: 'no JSON' })
    client.destroy()
    const seen: { id: string; body: unknown }[] = []
    await broker.subscribe('orders', 'mail', async ({ id, body }) => void seen.push({ id, body }))
    await expect.poll(() => seen.map(({ body }) => body)).toEqual([undefined, { n: 1 }])
    expect(new Set(seen.map(({ id }) => id)).size, 'each has an id of its own').toBe(2)
    expect(seen.every(({ id }) => id !== '')).toBe(true)
  },
)

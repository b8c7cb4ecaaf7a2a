import { randomUUID } from 'node:crypto'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { Delivery } from '../src/messaging/broker.ts'
import { startConsumer } from './consumer.ts'
import { openTestBroker, testBroker } from './test-broker.ts'

const SERVER = process.env.TEST_BROKER_URL
const within = { timeout: 15_000, interval: 20 }

/** A topic that nobody has used before. */
const newTopic = () => `topic-${randomUUID().slice(0, 8)}`
const message = (topic: string, id: string, key = 'a1') => ({
  id,
  topic,
  key,
  body: { n: 1, text: 'ä "x"' },
  headers: { 'x-trace': `trace of ${id}` },
})

describe.each([
  { where: 'within the process', url: undefined },
  ...(SERVER === undefined ? [] : [{ where: 'that is a server', url: SERVER }]),
])('a broker $where', ({ url }) => {
  test('gives each group each message as it was published', async () => {
    const broker = await openTestBroker(url)
    const topic = newTopic()
    const seen: Record<string, Delivery[]> = { mail: [], reports: [] }
    for (const group of ['mail', 'reports']) {
      await broker.subscribe(topic, group, async (delivery) => void seen[group]?.push(delivery))
    }
    await broker.publish(message(topic, 'm1'))
    await expect.poll(() => seen.mail, within).toEqual([{ ...message(topic, 'm1'), attempt: 1 }])
    await expect.poll(() => seen.reports, within).toEqual(seen.mail)
  })

  test('gives it again after a failure, with the number of the attempt', async () => {
    const broker = await openTestBroker(url)
    const topic = newTopic()
    const attempts: number[] = []
    await broker.subscribe(topic, 'mail', async ({ attempt }) => {
      attempts.push(attempt)
      if (attempt < 3) throw new Error('not yet')
    })
    await broker.publish(message(topic, 'm1'))
    await expect.poll(() => attempts, within).toEqual([1, 2, 3])
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(attempts, 'what was handled does not come again').toEqual([1, 2, 3])
  })

  test('goes on with others while one fails', async () => {
    const broker = await openTestBroker(url)
    const topic = newTopic()
    const handled = new Set<string>()
    await broker.subscribe(topic, 'mail', async ({ id }) => {
      if (id === 'bad') throw new Error('never')
      handled.add(id)
    })
    const ids = ['bad', ...Array.from({ length: 40 }, (_, index) => `m${index}`)]
    for (const id of ids) await broker.publish(message(topic, id, id))
    await expect.poll(() => handled.size, within).toBe(40)
  })

  // The client for Kafka fetches nothing more before all that it has fetched is handled.
  const isInBatches = url?.startsWith('kafka:') ?? false
  test.skipIf(isInBatches)('handles others while one of them takes its time', async () => {
    const broker = await openTestBroker(url)
    const topic = newTopic()
    const handled = new Set<string>()
    let finish: () => void = () => {}
    const released = new Promise<void>((resolve) => {
      finish = resolve
    })
    await broker.subscribe(topic, 'mail', async ({ id }) => {
      if (id === 'slow') await released
      handled.add(id)
    })
    const ids = ['slow', ...Array.from({ length: 12 }, (_, index) => `m${index}`)]
    for (const id of ids) await broker.publish(message(topic, id, id))
    await expect.poll(() => handled.size, within).toBe(12)
    finish()
    await expect.poll(() => handled.size, within).toBe(13)
  })

  test('waits for the delivery under way when it is closed', async () => {
    const broker = await openTestBroker(url)
    const topic = newTopic()
    let finish: () => void = () => {}
    let isStarted = false
    let isClosed = false
    await broker.subscribe(topic, 'mail', async () => {
      isStarted = true
      await new Promise<void>((resolve) => {
        finish = resolve
      })
    })
    await broker.publish(message(topic, 'm1'))
    await expect.poll(() => isStarted, within).toBe(true)
    const closed = broker.close().then(() => {
      isClosed = true
    })
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(isClosed).toBe(false)
    finish()
    await closed
    await expect(broker.publish(message(topic, 'm2'))).rejects.toThrow()
  })

  test('counts what a group has still to handle', async () => {
    const broker = await openTestBroker(url)
    const topic = newTopic()
    let isWell = false
    await broker.subscribe(topic, 'mail', async () => {
      if (!isWell) throw new Error('not yet')
    })
    for (const id of ['m1', 'm2']) await broker.publish(message(topic, id))
    const waiting = async () => (await broker.backlog?.())?.find((one) => one.topic === topic)
    await expect.poll(waiting, within).toEqual({ topic, group: 'mail', messages: 2 })
    isWell = true
    await expect.poll(waiting, within).toEqual({ topic, group: 'mail', messages: 0 })
  })
})

describe.runIf(SERVER !== undefined)('a broker that is a server', () => {
  test('has the message for good once it was published, and says how it is connected', async () => {
    const broker = await openTestBroker(SERVER)
    const { kept } = await broker.publish(message(newTopic(), 'm1'))
    await kept
    expect(broker.state?.()).toBe('connected')
  })

  test('gives a group what was published before it came', async () => {
    const broker = await openTestBroker(SERVER)
    const topic = newTopic()
    await broker.publish(message(topic, 'm1'))
    const seen: string[] = []
    await broker.subscribe(topic, 'mail', async ({ id }) => void seen.push(id))
    await expect.poll(() => seen, within).toEqual(['m1'])
  })

  test('shares the messages of a group among its consumers, each to one of them', async () => {
    const env = testBroker(SERVER)
    const topic = newTopic()
    const seen: string[] = []
    for (const broker of [await openTestBroker(SERVER, env), await openTestBroker(SERVER, env)]) {
      await broker.subscribe(topic, 'mail', async ({ id }) => void seen.push(id))
    }
    const publisher = await openTestBroker(SERVER, env)
    const ids = Array.from({ length: 60 }, (_, index) => `m${100 + index}`)
    await Promise.all(ids.map((id) => publisher.publish(message(topic, id, id))))
    await expect.poll(() => [...seen].sort(), within).toEqual(ids)
  })

  test('gives a message that takes longer than the wait for its acknowledgement to one alone', async () => {
    const env = testBroker(SERVER)
    const topic = newTopic()
    let deliveries = 0
    for (const broker of [await openTestBroker(SERVER, env), await openTestBroker(SERVER, env)]) {
      await broker.subscribe(topic, 'mail', async () => {
        deliveries += 1
        await new Promise((resolve) => setTimeout(resolve, 2500))
      })
    }
    const publisher = await openTestBroker(SERVER, env)
    await publisher.publish(message(topic, 'm1'))
    await new Promise((resolve) => setTimeout(resolve, 4000))
    expect(deliveries).toBe(1)
  })

  test('gives what a consumer was at when it was killed to another one', async () => {
    const env = testBroker(SERVER)
    const topic = newTopic()
    const publisher = await openTestBroker(SERVER, env)
    await publisher.publish(message(topic, 'm1'))
    const first = startConsumer(env, topic, 'hang')
    onTestFinished(() => void first.process.kill('SIGKILL'))
    await expect.poll(() => first.lines, within).toEqual(['m1 attempt 1'])
    first.process.kill('SIGKILL')

    const seen: string[] = []
    const other = await openTestBroker(SERVER, env)
    await other.subscribe(topic, 'mail', async ({ id, attempt }) => {
      seen.push(`${id} again: ${attempt > 1}`)
    })
    await publisher.publish(message(topic, 'm2'))
    await expect.poll(() => [...seen].sort(), { ...within, timeout: 40_000 }).toHaveLength(2)
    expect(seen.find((line) => line.startsWith('m1'))).toMatch(/^m1 again/)
  }, 60_000)
})

import { pino } from 'pino'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Broker, Delivery } from '../src/messaging/broker.ts'
import { memoryBroker } from '../src/messaging/memory-broker.ts'

let broker: Broker
beforeEach(() => {
  broker = memoryBroker({ redeliveryDelayMs: 1, log: pino({ level: 'silent' }) })
})
afterEach(() => broker.close())

const message = (id: string) => ({ id, topic: 'orders', key: 'a1', body: { n: 1 }, headers: {} })

test('each group gets each message', async () => {
  const seen: string[] = []
  for (const group of ['mail', 'reports']) {
    await broker.subscribe('orders', group, async ({ id }) => void seen.push(`${group} ${id}`))
  }
  await broker.publish(message('m1'))
  await expect.poll(() => seen).toEqual(['mail m1', 'reports m1'])
})

test('a message that was not handled comes again, and says which attempt it is', async () => {
  const attempts: number[] = []
  await broker.subscribe('orders', 'mail', async ({ attempt }) => {
    attempts.push(attempt)
    if (attempt < 3) throw new Error('not yet')
  })
  await broker.publish(message('m1'))
  await expect.poll(() => attempts).toEqual([1, 2, 3])
})

test('a message is kept once every group has handled it', async () => {
  let isKept = false
  let isWell = false
  await broker.subscribe('orders', 'mail', async () => {
    if (!isWell) throw new Error('not yet')
  })
  const { kept } = await broker.publish(message('m1'))
  void kept.then(() => {
    isKept = true
  })
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect(isKept).toBe(false)
  isWell = true
  await expect.poll(() => isKept).toBe(true)
})

test('closing waits for the delivery under way', async () => {
  let finish: () => void = () => {}
  let received: Delivery | undefined
  let isClosed = false
  await broker.subscribe('orders', 'mail', async (delivery) => {
    received = delivery
    await new Promise<void>((resolve) => {
      finish = resolve
    })
  })
  await broker.publish(message('m1'))
  await expect.poll(() => received?.id).toBe('m1')
  const closed = broker.close().then(() => {
    isClosed = true
  })
  await new Promise(setImmediate)
  expect(isClosed).toBe(false)
  finish()
  await closed
  expect(isClosed).toBe(true)
})

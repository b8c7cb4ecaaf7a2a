import type { KafkaMessage } from 'kafkajs'
import { expect, test } from 'vitest'
import { deliveryOf } from '../src/messaging/kafka-broker.ts'

const sent = (offset: string, value: string | null): KafkaMessage => ({
  ...{ key: null, headers: {}, timestamp: '0', attributes: 0, offset },
  value: value === null ? null : Buffer.from(value),
})

test('what another program sends is told apart, and is for the handler to judge', () => {
  const seen = [sent('7', 'no JSON'), sent('8', '{"n":1}'), sent('9', null)].map(
    (message) => deliveryOf('orders', 2, message).delivery,
  )
  expect(seen.map(({ body }) => body)).toEqual([undefined, { n: 1 }, null])
  expect(new Set(seen.map(({ id }) => id)).size, 'each has an id of its own').toBe(3)
  expect(seen.every(({ id, attempt }) => id !== '' && attempt === 1)).toBe(true)
})

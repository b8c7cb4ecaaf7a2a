import { InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace'
import { expect, test } from 'vitest'
import { traceHeaders } from '../src/patterns/tracing/trace-context.ts'
import { traceMessages } from '../src/patterns/tracing/trace-messages.ts'
import { createTracing } from '../src/patterns/tracing/tracing.ts'

const MESSAGE = { id: 'm1', topic: 'orders', key: 'a1', body: {}, attempt: 2 }

function setUp() {
  const exporter = new InMemorySpanExporter()
  const processors = [new SimpleSpanProcessor({ exporter })]
  const tracing = createTracing({ serviceName: 'shop', ratio: 1, processors })
  const policy = traceMessages(tracing)
  return { tracing, policy, spans: () => exporter.getFinishedSpans() }
}

test('a message is handled within the trace of the change that it tells of', async () => {
  const { tracing, policy, spans } = setUp()
  const headers = await tracing.run('order', {}, async () => traceHeaders())
  await policy('mail', async () => {})({ ...MESSAGE, headers })
  const [order, span] = spans()
  expect(span?.spanContext().traceId).toBe(order?.spanContext().traceId)
  expect(span?.parentSpanContext?.spanId).toBe(order?.spanContext().spanId)
  expect(span).toMatchObject({
    name: 'process orders',
    attributes: { 'messaging.consumer.group.name': 'mail', 'messaging.delivery.attempt': 2 },
  })
})

test('a message without a trace begins one, also when it is delivered in the wake of a request', async () => {
  const { tracing, policy, spans } = setUp()
  await tracing.run('request', {}, () =>
    policy('mail', async () => {})({ ...MESSAGE, headers: {} }),
  )
  expect(spans()[0]?.parentSpanContext).toBeUndefined()
})

test('a handler that throws marks its span, and the message comes again', async () => {
  const { policy, spans } = setUp()
  const handled = policy('mail', async () => {
    throw new Error('not yet')
  })({ ...MESSAGE, headers: {} })
  await expect(handled).rejects.toThrow('not yet')
  expect(spans()[0]?.status.message).toBe('not yet')
})

import { expect, onTestFinished, test } from 'vitest'
import { startCollector } from '../tools/collector.ts'
import { ORDER, startFakes, startService } from './helpers.ts'

const TRACE = '0af7651916cd43dd8448eb211c80319c'

test('an order is one trace, from its caller to the message that tells of it', async () => {
  const collector = await startCollector()
  onTestFinished(() => collector.close())
  const fakes = await startFakes()
  const service = await startService(fakes, {
    OTEL_TRACES_EXPORTER: 'otlp',
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
  })
  await service.put('a1', ORDER, { traceparent: `00-${TRACE}-b7ad6b7169203331-01` })
  await expect.poll(() => fakes.sent.size, { timeout: 5000 }).toBe(1)
  await service.stop()

  const spans = collector.spans.filter(({ traceId }) => traceId === TRACE)
  const expected = ['PUT /orders/:id', 'PUT stock', 'POST payments', 'process orders']
  expect(spans.map(({ name }) => name)).toEqual(
    expect.arrayContaining([...expected, 'PUT notifications', 'query insert']),
  )
  // Each span but the first has its parent in the trace: nothing hangs in the air.
  const ids = new Set([...spans.map(({ spanId }) => spanId), 'b7ad6b7169203331'])
  expect(spans.filter(({ parentSpanId = '' }) => !ids.has(parentSpanId))).toEqual([])
  expect(fakes.lastHeaders.payments?.traceparent).toContain(TRACE)
})

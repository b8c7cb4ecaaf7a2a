import { expect, onTestFinished, test } from 'vitest'
import { startCollector } from '../tools/collector.ts'
import { ORDER, startFakes, startService } from './helpers.ts'

const TRACE = '0af7651916cd43dd8448eb211c80319c'

test('a request is one trace, from its caller through the gateway to the service behind it', async () => {
  const collector = await startCollector()
  onTestFinished(() => collector.close())
  const fakes = await startFakes()
  const service = await startService(fakes, {
    OTEL_TRACES_EXPORTER: 'otlp',
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
  })
  await service.put('a1', ORDER, { traceparent: `00-${TRACE}-b7ad6b7169203331-01` })
  await service.stop()

  const spans = collector.spans.filter(({ traceId }) => traceId === TRACE)
  const [door, call] = ['PUT /orders/*', 'PUT orders'].map((name) =>
    spans.find((span) => span.name === name),
  )
  expect(door?.parentSpanId).toBe('b7ad6b7169203331')
  expect(call?.parentSpanId).toBe(door?.spanId)
  expect(fakes.lastHeaders.orders?.traceparent).toBe(`00-${TRACE}-${call?.spanId}-01`)
})

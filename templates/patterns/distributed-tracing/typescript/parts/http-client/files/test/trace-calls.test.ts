import { InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace'
import { expect, test } from 'vitest'
import { DependencyUnavailable, type HttpRequest } from '../src/http-client/http-client.ts'
import { traceCalls } from '../src/patterns/tracing/trace-calls.ts'
import { createTracing } from '../src/patterns/tracing/tracing.ts'

const PAYMENTS = { name: 'payments', url: 'http://payments:4001/base', timeoutMs: 1 }

function setUp() {
  const exporter = new InMemorySpanExporter()
  const processors = [new SimpleSpanProcessor({ exporter })]
  const tracing = createTracing({ serviceName: 'shop', ratio: 1, processors })
  return { tracing, policy: traceCalls(tracing), spans: () => exporter.getFinishedSpans() }
}

test('a call is a span below what made it, and tells the other side which', async () => {
  const { tracing, policy, spans } = setUp()
  const sent: HttpRequest[] = []
  const call = policy(PAYMENTS, async (request) => {
    sent.push(request)
    return { status: 201, body: {} }
  })
  const headers = { 'idempotency-key': 'a1' }
  await tracing.run('order', {}, () => call({ method: 'POST', path: 'charges', headers }))

  const [span, order] = spans()
  expect(span?.parentSpanContext?.spanId).toBe(order?.spanContext().spanId)
  const { traceId, spanId } = span?.spanContext() ?? {}
  expect(sent[0]?.headers).toEqual({ ...headers, traceparent: `00-${traceId}-${spanId}-01` })
  expect(span).toMatchObject({
    name: 'POST payments',
    attributes: {
      'server.address': 'payments',
      'server.port': 4001,
      'http.response.status_code': 201,
    },
  })
})

test('a call without an answer is a span that failed, and fails as before', async () => {
  const { policy, spans } = setUp()
  const call = policy(PAYMENTS, async () => {
    throw new DependencyUnavailable('payments', 'down')
  })
  await expect(call({ method: 'GET', path: '' })).rejects.toBeInstanceOf(DependencyUnavailable)
  expect(spans()[0]?.status.message).toBe('payments: down')
})

import { connect as connectSocket } from 'node:net'
import { text } from 'node:stream/consumers'
import { SpanStatusCode, trace } from '@opentelemetry/api'
import { InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace'
import { pino } from 'pino'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createHealth } from '../src/http/health.ts'
import { createServer } from '../src/http/server.ts'
import { createMetrics } from '../src/observability/metrics.ts'
import { spanProcessors } from '../src/patterns/tracing/span-exporters.ts'
import { traceFields, traceHeaders } from '../src/patterns/tracing/trace-context.ts'
import { traceRequests } from '../src/patterns/tracing/trace-requests.ts'
import { createTracing } from '../src/patterns/tracing/tracing.ts'
import { startCollector } from '../tools/collector.ts'

const TRACE = '0af7651916cd43dd8448eb211c80319c'
const CALLER = 'b7ad6b7169203331'
const KEPT = `00-${TRACE}-${CALLER}-01`
const DROPPED = `00-${TRACE}-${CALLER}-00`

/** A server whose route tells what it would send on, and what its spans came to. */
function setUp({ ratio = 1 } = {}) {
  const exporter = new InMemorySpanExporter()
  const tracing = createTracing({
    serviceName: 'shop',
    ratio,
    processors: [new SimpleSpanProcessor({ exporter })],
  })
  const log = pino({ level: 'silent' })
  const server = createServer({ log, metrics: createMetrics(), health: createHealth() })
  onTestFinished(() => server.close())
  traceRequests(server, tracing)
  server.post('/things/:id', async () => ({ ...traceHeaders(), ...traceFields() }))
  server.get('/broken', async () => {
    throw new Error('broken')
  })
  const post = async (headers: Record<string, string> = {}) => {
    const answer = await server.inject({ method: 'POST', url: '/things/7?a=1', headers })
    return answer.json()
  }
  return { server, post, tracing, spans: () => exporter.getFinishedSpans() }
}

describe('a request', () => {
  test('goes on with the trace of its caller, and so do those who are called for it', async () => {
    const { post, spans } = setUp()
    const { traceparent, trace_id: inLog } = await post({ traceparent: KEPT })
    const [span] = spans()
    expect(span?.spanContext().traceId).toBe(TRACE)
    expect(span?.parentSpanContext?.spanId).toBe(CALLER)
    expect(traceparent).toBe(`00-${TRACE}-${span?.spanContext().spanId}-01`)
    expect(inLog).toBe(TRACE)
  })

  test('is named by its route, never by its address', async () => {
    const { post, spans } = setUp()
    await post()
    expect(spans()[0]).toMatchObject({
      name: 'POST /things/:id',
      attributes: {
        'http.request.method': 'POST',
        'http.route': '/things/:id',
        'url.path': '/things/7',
        'http.response.status_code': 200,
      },
    })
  })

  test.each([undefined, 'nonsense', `00-${'0'.repeat(32)}-${CALLER}-01`])(
    'begins a trace of its own when its caller says %j',
    async (traceparent) => {
      const { post, spans } = setUp()
      await post(traceparent === undefined ? {} : { traceparent })
      const [span] = spans()
      expect(span?.parentSpanContext).toBeUndefined()
      expect(span?.spanContext().traceId).toMatch(/^(?!0{32})[0-9a-f]{32}$/)
    },
  )

  test('that went wrong is marked', async () => {
    const { server, spans } = setUp()
    await server.inject({ method: 'GET', url: '/broken' })
    expect(spans()[0]?.status.code).toBe(SpanStatusCode.ERROR)
  })

  test('for health or metrics is not traced', async () => {
    const { server, spans } = setUp()
    await server.inject({ method: 'GET', url: '/health/live' })
    await server.inject({ method: 'GET', url: '/metrics' })
    expect(spans()).toEqual([])
  })

  test('whose body comes later is in its trace all the same', async () => {
    const { server } = setUp()
    await server.listen({ host: '127.0.0.1', port: 0 })
    const { port } = server.server.address() as { port: number }
    const socket = connectSocket(port, '127.0.0.1')
    const answer = text(socket)
    socket.write(
      `POST /things/7 HTTP/1.1\r\nhost: shop\r\nconnection: close\r\ntraceparent: ${KEPT}\r\n` +
        'content-type: application/json\r\ncontent-length: 7\r\n\r\n{"a":',
    )
    await new Promise((resolve) => setTimeout(resolve, 50))
    socket.write('1}')
    expect(await answer).toContain(`"trace_id":"${TRACE}"`)
  })
})

describe('sampling', () => {
  test('keeps none at a ratio of 0, and others are told so', async () => {
    const { post, spans } = setUp({ ratio: 0 })
    expect((await post()).traceparent).toMatch(/-00$/)
    expect(spans()).toEqual([])
  })

  test.each([
    [KEPT, 0, 1],
    [DROPPED, 1, 0],
  ])('is decided where the trace begins: %s at a ratio of %d', async (traceparent, ratio, kept) => {
    const { post, spans } = setUp({ ratio })
    await post({ traceparent })
    expect(spans()).toHaveLength(kept)
  })
})

describe('work within a span', () => {
  test('that fails marks it, and the error goes on', async () => {
    const { tracing, spans } = setUp()
    const failed = tracing.run('work', {}, async () => {
      throw new TypeError('no')
    })
    await expect(failed).rejects.toThrow(TypeError)
    expect(spans()[0]).toMatchObject({ status: { code: SpanStatusCode.ERROR, message: 'no' } })
  })

  test('is current until it has ended, and not after that', async () => {
    const { tracing } = setUp()
    await tracing.run('work', {}, async (span) => {
      await new Promise(setImmediate)
      expect(trace.getActiveSpan()).toBe(span)
    })
    expect(trace.getActiveSpan()).toBeUndefined()
  })
})

describe('spans', () => {
  async function exported(url: string) {
    const metrics = createMetrics()
    const config = { OTEL_TRACES_EXPORTER: 'otlp', OTEL_EXPORTER_OTLP_ENDPOINT: url } as const
    const processors = spanProcessors(config, pino({ level: 'silent' }), metrics)
    const tracing = createTracing({ serviceName: 'shop', ratio: 1, processors })
    await tracing.run('work', {}, async () => {})
    await tracing.stop()
    return (await metrics.getSingleMetric('trace_spans_lost_total')?.get())?.values[0]?.value
  }

  test('are with the collector when the service has stopped', async () => {
    const collector = await startCollector()
    onTestFinished(() => collector.close())
    expect(await exported(collector.url)).toBe(0)
    expect(collector.spans.map(({ name }) => name)).toEqual(['work'])
  })

  test('that the collector does not take are counted, and the stop is not held up', async () => {
    expect(await exported('http://127.0.0.1:1')).toBe(1)
  })
})

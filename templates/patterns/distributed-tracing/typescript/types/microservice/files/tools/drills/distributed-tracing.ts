import { startCollector } from '../collector.ts'
import { type Drill, runDrill } from './drill.ts'

/** An order while payments fails is told in one trace; then the collector goes, and no order is the worse for it. */
const collector = await startCollector()
const env = { OTEL_TRACES_EXPORTER: 'otlp', OTEL_EXPORTER_OTLP_ENDPOINT: collector.url }
await runDrill(env, async (drill) => {
  console.log('# payments fails: what does the trace of an order tell?')
  drill.fakes.modes.payments = 'fail'
  await drill.order('order-1')
  const traceId = traceOf(drill)
  await drill.eventually(
    'the failed call is in the trace of its request',
    () =>
      namesOf(traceId).includes('POST payments') && namesOf(traceId).includes('PUT /orders/:id'),
    15_000,
  )
  printTree(traceId)

  console.log('# the collector is down')
  await collector.close()
  drill.fakes.modes.payments = 'ok'
  const { tookMs } = await drill.order('order-2')
  drill.expect('an order does not wait for the collector', tookMs < 2000)
  drill.expect('payments is told of the trace all the same', traceOf(drill) !== traceId)
  await drill.eventually(
    'the spans that were lost are counted',
    async () => ((await drill.metric('trace_spans_lost_total')) ?? 0) > 0,
    15_000,
  )
})

/** Of the last request that payments got. */
function traceOf({ fakes }: Drill): string {
  return String(fakes.lastHeaders.payments?.traceparent).split('-')[1] ?? ''
}

function namesOf(traceId: string): string[] {
  return collector.spans.filter((span) => span.traceId === traceId).map(({ name }) => name)
}

function printTree(traceId: string, parent?: string, depth = 1): void {
  const spans = collector.spans.filter((span) => span.traceId === traceId)
  const ids = new Set(spans.map(({ spanId }) => spanId))
  const isBelow = (above = '') => (parent === undefined ? !ids.has(above) : above === parent)
  for (const span of spans.filter(({ parentSpanId }) => isBelow(parentSpanId))) {
    console.log(`${'  '.repeat(depth)}${span.name}`)
    printTree(traceId, span.spanId, depth + 1)
  }
}

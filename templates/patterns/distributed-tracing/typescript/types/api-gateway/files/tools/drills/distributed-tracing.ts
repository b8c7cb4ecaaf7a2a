import { startCollector } from '../collector.ts'
import { runDrill } from './drill.ts'

/** A request while orders fails is told in one trace; then the collector goes, and no request is the worse for it. */
const collector = await startCollector()
const env = { OTEL_TRACES_EXPORTER: 'otlp', OTEL_EXPORTER_OTLP_ENDPOINT: collector.url }
await runDrill(env, async (drill) => {
  const traceOf = () => String(drill.fakes.lastHeaders.orders?.traceparent).split('-')[1]
  const namesOf = (id?: string) =>
    collector.spans.filter(({ traceId }) => traceId === id).map(({ name }) => name)

  console.log('# orders fails: what does the trace of a request tell?')
  drill.fakes.modes.orders = 'fail'
  await drill.order('order-1')
  const failed = traceOf()
  await drill.eventually(
    'the failed call is in the trace of its request',
    () => namesOf(failed).includes('PUT orders') && namesOf(failed).includes('PUT /orders/*'),
    15_000,
  )
  console.log(`  ${namesOf(failed).join(', ')}`)

  console.log('# the collector is down')
  await collector.close()
  drill.fakes.modes.orders = 'ok'
  const { tookMs } = await drill.order('order-2')
  drill.expect('a request does not wait for the collector', tookMs < 2000)
  drill.expect('orders is told of the trace all the same', traceOf() !== failed)
  await drill.eventually(
    'the spans that were lost are counted',
    async () => ((await drill.metric('trace_spans_lost_total')) ?? 0) > 0,
    15_000,
  )
})

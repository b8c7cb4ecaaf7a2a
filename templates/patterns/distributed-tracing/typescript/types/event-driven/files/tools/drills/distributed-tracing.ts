import { startCollector } from '../collector.ts'
import { runDrill } from './drill.ts'

/** A call that fails is told in a trace; then the collector goes, and nothing is the worse for it. */
const collector = await startCollector()
const env = { OTEL_TRACES_EXPORTER: 'otlp', OTEL_EXPORTER_OTLP_ENDPOINT: collector.url }
await runDrill(env, async (drill) => {
  const traceOf = () =>
    String(drill.fakes.lastHeaders.carrier?.traceparent).split('-')[1] ?? 'undefined'
  const namesOf = (id?: string) =>
    collector.spans.filter(({ traceId }) => traceId === id).map(({ name }) => name)

  console.log('# the carrier fails: what does a trace tell?')
  drill.fakes.modes.carrier = 'fail'
  await drill.order('order-1')
  await drill.eventually('the call was made', () => traceOf() !== 'undefined')
  const failed = traceOf()
  await drill.eventually(
    'the failed call is in its trace',
    () => namesOf(failed).includes('PUT carrier') && namesOf(failed).includes('process shipments'),
    15_000,
  )
  console.log(`  ${namesOf(failed).join(', ')}`)

  console.log('# the collector is down')
  await collector.close()
  drill.fakes.modes.carrier = 'ok'
  const { tookMs } = await drill.order('order-2')
  drill.expect('nobody waits for the collector', tookMs < 2000)
  await drill.eventually('the carrier is told of a trace all the same', () => traceOf() !== failed)
  await drill.eventually(
    'the spans that were lost are counted',
    async () => ((await drill.metric('trace_spans_lost_total')) ?? 0) > 0,
    15_000,
  )
})

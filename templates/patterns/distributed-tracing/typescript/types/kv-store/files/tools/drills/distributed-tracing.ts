import { startCollector } from '../collector.ts'
import { runDrill } from './drill.ts'

const WRITE = 'PUT /entries/:key'
const KEEP = 'PUT /replica/entries/:key'

/** A write at one node is one trace, which tells who kept it; then the collector goes, and no write is the worse for it. */
const collector = await startCollector()
const env = { OTEL_TRACES_EXPORTER: 'otlp', OTEL_EXPORTER_OTLP_ENDPOINT: collector.url }
await runDrill({ env }, async (drill) => {
  console.log('# a key is written at node-1')
  drill.expect('it is acknowledged', (await drill.put('node-1', 'key-1', 1)).status === 201)
  const traceId = () => collector.spans.find(({ name }) => name === WRITE)?.traceId
  const names = () =>
    collector.spans.filter((span) => span.traceId === traceId()).map(({ name }) => name)
  await drill.eventually(
    'the nodes that keep it are in the trace of the write',
    () => names().includes(KEEP),
    20_000,
  )
  console.log(`  ${names().join(', ')}`)

  console.log('# the collector is down')
  await collector.close()
  const { status, tookMs } = await drill.put('node-1', 'key-2', 2)
  drill.expect('a write is acknowledged as before', status === 201 && tookMs < 2000)
  await drill.eventually(
    'the spans that were lost are counted',
    async () => ((await drill.metric('node-1', 'trace_spans_lost_total')) ?? 0) > 0,
    20_000,
  )
})

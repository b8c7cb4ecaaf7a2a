import { runDrill } from './drill.ts'

const ENV = {
  RETRY_COUNT: '10',
  RETRY_INITIAL_MS: '2000',
  RETRY_MAX_MS: '2000',
  // What else would end the write: this drill is about retries alone.
  REQUEST_DEADLINE_MS: '30000',
  BREAKER_WINDOW: '1000',
  BREAKER_MINIMUM_CALLS: '1000',
}

/** The only other node is gone for a moment: a write waits for it instead of failing. */
await runDrill({ env: ENV }, async ({ cluster, put, get, metric, expect }) => {
  console.log('# node-3 is gone for good, node-2 for a moment; a write comes meanwhile')
  await cluster.kill('node-3')
  await cluster.kill('node-2')
  const written = put('node-1', 'tea', 'green')
  await cluster.start('node-2')
  const { status, tookMs } = await written
  expect(`the write was acknowledged after ${tookMs.toFixed(0)} ms`, status === 201)
  const retries = (await metric('node-1', 'http_retries_total{dependency="node-2"}')) ?? 0
  expect(`node-2 was asked again (${retries} times)`, retries > 0)
  const { body } = await get('node-2', 'tea')
  expect('node-2 knows of it', (body as { value?: unknown }).value === 'green')
})

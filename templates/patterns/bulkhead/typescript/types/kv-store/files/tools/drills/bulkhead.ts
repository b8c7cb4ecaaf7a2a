import { runDrill } from './drill.ts'

const PEER_TIMEOUT_MS = 3000
const LIMITS = {
  BULKHEAD_CONCURRENT: '2',
  BULKHEAD_QUEUED: '1',
  PEER_TIMEOUT_MS: String(PEER_TIMEOUT_MS),
}

/** Two of three nodes hang under load: the requests that find no place are refused at once. */
await runDrill({ env: LIMITS }, async ({ cluster, put, send, expect, eventually }) => {
  await put('node-1', 'before', 1)
  console.log('# node-2 and node-3 hang, and ten writes come at once: 2 are sent, 1 waits')
  cluster.pause('node-2')
  cluster.pause('node-3')
  const answers = await Promise.all(
    Array.from({ length: 10 }, (_, at) => put('node-1', `key-${at + 1}`, at)),
  )
  expect(
    'none is acknowledged',
    answers.every(({ status }) => status === 503),
  )
  const fast = answers.filter(({ tookMs }) => tookMs < PEER_TIMEOUT_MS / 2)
  expect(`${fast.length} were refused without waiting for the time limit`, fast.length >= 5)
  expect('the node still answers', (await send('node-1', 'GET', '/health/live')).status === 200)

  console.log('# the nodes are back')
  cluster.resume('node-2')
  cluster.resume('node-3')
  await eventually('keys are served', async () => (await put('node-1', 'after', 1)).status < 300)
})

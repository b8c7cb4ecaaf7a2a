import { runDrill } from './drill.ts'

const ENV = { REQUEST_DEADLINE_MS: '1000', PEER_TIMEOUT_MS: '10000' }

/** Two of three nodes hang for longer than a request may take: the request ends in time all the same. */
await runDrill({ env: ENV }, async ({ cluster, put, expect, eventually }) => {
  await put('node-1', 'before', 1)
  console.log('# node-2 and node-3 hang; a call may take 10 s, but a request no more than 1 s')
  cluster.pause('node-2')
  cluster.pause('node-3')
  const { status, tookMs } = await put('node-1', 'late', 1)
  expect(`the request ended with its deadline (${tookMs.toFixed(0)} ms)`, tookMs < 5000)
  expect('it was not acknowledged', [503, 504].includes(status))

  console.log('# the nodes are back')
  cluster.resume('node-2')
  cluster.resume('node-3')
  await eventually('keys are served', async () => (await put('node-1', 'after', 1)).status < 300)
})

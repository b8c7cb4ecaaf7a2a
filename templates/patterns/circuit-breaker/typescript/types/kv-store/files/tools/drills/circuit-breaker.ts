import { setTimeout as sleep } from 'node:timers/promises'
import { type Drill, runDrill } from './drill.ts'

const OPEN_MS = 4000
const PEER_TIMEOUT_MS = 2000
const ENV = { BREAKER_OPEN_MS: String(OPEN_MS), PEER_TIMEOUT_MS: String(PEER_TIMEOUT_MS) }

/** Two of three nodes hang: the breakers open, refusals come at once, and close when the nodes are back. */
await runDrill({ env: ENV }, async (drill) => {
  const { cluster, put } = drill
  await put('node-1', 'before', 1)
  console.log('# node-2 and node-3 hang: no majority, and whoever asks waits for the time limit')
  cluster.pause('node-2')
  cluster.pause('node-3')
  const slow = await put('node-1', 'slow', 1)
  drill.expect(
    `the refusal took ${slow.tookMs.toFixed(0)} ms`,
    slow.status === 503 && slow.tookMs >= PEER_TIMEOUT_MS / 2,
  )
  await Promise.all(Array.from({ length: 12 }, (_, at) => put('node-1', `slow-${at}`, 1)))
  drill.expect(
    'the breakers are open',
    (await statesOf(drill)).every((one) => one === 'open'),
  )

  console.log('# open: the refusal comes at once')
  const fast = await put('node-1', 'fast', 1)
  drill.expect(
    `the refusal took ${fast.tookMs.toFixed(0)} ms`,
    fast.status === 503 && fast.tookMs < PEER_TIMEOUT_MS / 2,
  )

  console.log(`# the nodes are back; after ${OPEN_MS} ms one call probes each`)
  cluster.resume('node-2')
  cluster.resume('node-3')
  await sleep(OPEN_MS)
  await drill.eventually('the breakers are closed, and keys are served', async () => {
    const { status } = await put('node-1', 'after', 1)
    return status < 300 && (await statesOf(drill)).every((one) => one === 'closed')
  })
})

async function statesOf({ send }: Drill): Promise<(string | undefined)[]> {
  const { body } = await send('node-1', 'GET', '/health/ready')
  const { parts } = body as { parts: Record<string, string> }
  return [parts['node-2'], parts['node-3']]
}

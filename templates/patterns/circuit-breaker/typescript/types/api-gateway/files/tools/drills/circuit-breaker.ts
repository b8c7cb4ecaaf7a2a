import { setTimeout as sleep } from 'node:timers/promises'
import { type Drill, runDrill } from './drill.ts'

// Long enough for a slow machine to tell an answer at once from one that waited.
const TIMEOUT_MS = 2000
const OPEN_MS = 5000
const ENV = { UPSTREAM_TIMEOUT_MS: String(TIMEOUT_MS), BREAKER_OPEN_MS: String(OPEN_MS) }

/** Orders hangs: the breaker opens, answers come at once, and it closes when orders is back. */
await runDrill(ENV, async (drill) => {
  console.log('# orders hangs: requests wait for the time limit until the breaker opens')
  drill.fakes.modes.orders = 'hang'
  for (let i = 1; (await breakerOf(drill)) !== 'open' && i <= 10; i++)
    await drill.order(`slow-${i}`)
  drill.expect('the breaker of orders is open', (await breakerOf(drill)) === 'open')

  console.log('# open: answers come at once, orders is left alone')
  const asked = drill.fakes.requests.orders
  for (let i = 1; i <= 3; i++) {
    const { tookMs } = await drill.order(`fast-${i}`)
    drill.expect('the answer came at once', tookMs < TIMEOUT_MS)
  }
  drill.expect('orders was left alone', drill.fakes.requests.orders === asked)
  drill.expect('customers still answers', (await drill.get('/customers/c1')).status === 200)

  console.log(`# orders is back; after ${OPEN_MS} ms one call probes it`)
  drill.fakes.modes.orders = 'ok'
  await sleep(OPEN_MS)
  drill.expect('an order is placed', (await drill.order('after')).status === 201)
  drill.expect('the breaker is closed', (await breakerOf(drill)) === 'closed')
})

async function breakerOf(drill: Drill): Promise<string | undefined> {
  const { body } = await drill.get('/health/ready')
  return (body as { parts: Record<string, string> }).parts.orders
}

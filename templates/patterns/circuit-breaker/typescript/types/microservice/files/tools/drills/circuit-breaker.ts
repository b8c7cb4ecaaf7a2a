import { setTimeout as sleep } from 'node:timers/promises'
import { type Drill, runDrill } from './drill.ts'

// Long enough for a slow machine to tell an answer at once from one that waited.
const TIMEOUT_MS = 2000
const OPEN_MS = 5000
const ENV = { DEPENDENCY_TIMEOUT_MS: String(TIMEOUT_MS), BREAKER_OPEN_MS: String(OPEN_MS) }

/** Payments hangs: the breaker opens, answers come at once, and it closes when payments is back. */
await runDrill(ENV, async (drill) => {
  console.log('# payments hangs: orders wait for the time limit until the breaker opens')
  drill.fakes.modes.payments = 'hang'
  for (let i = 1; (await breakerOf(drill)) !== 'open' && i <= 10; i++)
    await drill.order(`slow-${i}`)
  drill.expect('the breaker of payments is open', (await breakerOf(drill)) === 'open')

  console.log('# open: answers come at once, payments is left alone')
  const asked = drill.fakes.requests.payments
  for (let i = 1; i <= 3; i++) {
    const { tookMs } = await drill.order(`fast-${i}`)
    drill.expect('the answer came at once', tookMs < TIMEOUT_MS)
  }
  drill.expect('payments was left alone', drill.fakes.requests.payments === asked)

  console.log(`# payments is back; after ${OPEN_MS} ms one call probes it`)
  drill.fakes.modes.payments = 'ok'
  await sleep(OPEN_MS)
  const { status } = await drill.order('after')
  drill.expect('an order is paid', status === 201)
  drill.expect('the breaker is closed', (await breakerOf(drill)) === 'closed')
})

async function breakerOf(drill: Drill): Promise<string | undefined> {
  const { body } = await drill.get('/health/ready')
  return (body as { parts: Record<string, string> }).parts.payments
}

import { type Drill, runDrill } from './drill.ts'

const OPEN_MS = 2000

/** Payments hangs: the breaker opens, jobs wait for its probe, and it closes when payments is back. */
await runDrill({ BREAKER_OPEN_MS: String(OPEN_MS) }, async (drill) => {
  console.log('# payments hangs, and ten jobs need it')
  drill.fakes.modes.payments = 'hang'
  const ids = Array.from({ length: 10 }, (_, index) => `job-${index + 1}`)
  for (const id of ids) await drill.order(id)
  await drill.eventually(
    'the breaker of payments is open',
    async () => (await breakerOf(drill)) === 'open',
  )

  console.log('# open: jobs wait, and payments is left alone')
  const asked = drill.fakes.requests.payments
  await new Promise((resolve) => setTimeout(resolve, OPEN_MS / 2))
  const more = drill.fakes.requests.payments - asked
  drill.expect(`it was asked ${more} times in ${OPEN_MS / 2} ms`, more < ids.length)

  console.log('# payments is back; a call probes it when the breaker lets one through')
  drill.fakes.modes.payments = 'ok'
  for (const id of ids) await drill.becomes(id, 'done', 20_000)
  drill.expect('the breaker is closed', (await breakerOf(drill)) === 'closed')
})

async function breakerOf(drill: Drill): Promise<string | undefined> {
  const { body } = await drill.get('/health/ready')
  return (body as { parts: Record<string, string> }).parts.payments
}

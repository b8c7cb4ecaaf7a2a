import { type Drill, runDrill } from './drill.ts'

// Long enough for a slow machine to tell what is well from what hangs.
const TIMEOUT_MS = 2000
const OPEN_MS = 5000
const ENV = { DEPENDENCY_TIMEOUT_MS: String(TIMEOUT_MS), BREAKER_OPEN_MS: String(OPEN_MS) }

/** Payments hangs: the breaker opens, jobs wait for its probe, and it closes when payments is back. */
await runDrill(ENV, async (drill) => {
  console.log('# payments hangs, and ten jobs need it')
  drill.fakes.modes.payments = 'hang'
  const ids = Array.from({ length: 10 }, (_, index) => `job-${index + 1}`)
  for (const id of ids) await drill.order(id)
  await drill.eventually(
    'the breaker of payments is open',
    async () => (await breakerOf(drill)) === 'open',
    60_000,
  )

  console.log('# open: jobs wait, and payments is left alone')
  const asked = drill.fakes.requests.payments
  await new Promise((resolve) => setTimeout(resolve, OPEN_MS / 2))
  const more = drill.fakes.requests.payments - asked
  drill.expect(`it was asked ${more} times in ${OPEN_MS / 2} ms`, more < ids.length)

  console.log('# payments is back; a call probes it when the breaker lets one through')
  drill.fakes.modes.payments = 'ok'
  for (const id of ids) await drill.becomes(id, 'done', 60_000)
  const isClosed = async () => (await breakerOf(drill)) === 'closed'
  await drill.eventually('the breaker is closed', isClosed)
})

async function breakerOf(drill: Drill): Promise<string | undefined> {
  const { body } = await drill.get('/health/ready')
  return (body as { parts: Record<string, string> }).parts.payments
}

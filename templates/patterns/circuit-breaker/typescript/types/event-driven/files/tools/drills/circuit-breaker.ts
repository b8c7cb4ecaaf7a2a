import { type Drill, runDrill } from './drill.ts'

// Long enough for a slow machine to tell what is well from what hangs.
const TIMEOUT_MS = 2000
const OPEN_MS = 5000
const ENV = { DEPENDENCY_TIMEOUT_MS: String(TIMEOUT_MS), BREAKER_OPEN_MS: String(OPEN_MS) }

/** The carrier hangs: the breaker opens, the carrier is left alone, and it closes when the carrier is back. */
await runDrill(ENV, async (drill) => {
  console.log('# the carrier hangs, and ten orders wait for it')
  drill.fakes.modes.carrier = 'hang'
  const ids = Array.from({ length: 10 }, (_, index) => `order-${index + 1}`)
  for (const id of ids) await drill.order(id)
  await drill.eventually(
    'the breaker of the carrier is open',
    async () => (await breakerOf(drill)) === 'open',
    60_000,
  )

  console.log('# open: messages come again and again, and the carrier is left alone')
  const asked = drill.fakes.requests.carrier
  await new Promise((resolve) => setTimeout(resolve, OPEN_MS / 2))
  const more = drill.fakes.requests.carrier - asked
  drill.expect(`it was asked ${more} times in ${OPEN_MS / 2} ms`, more < ids.length)

  console.log('# the carrier is back; a call probes it when the breaker lets one through')
  drill.fakes.modes.carrier = 'ok'
  for (const id of ids) await drill.becomes(id, 'booked', 60_000)
  const isClosed = async () => (await breakerOf(drill)) === 'closed'
  await drill.eventually('the breaker is closed', isClosed)
})

async function breakerOf(drill: Drill): Promise<string | undefined> {
  const { body } = await drill.get('/health/ready')
  return (body as { parts: Record<string, string> }).parts.carrier
}

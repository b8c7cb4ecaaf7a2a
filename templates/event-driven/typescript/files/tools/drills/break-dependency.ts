import { startFakeDependencies } from '../fake-dependencies/fake-dependencies.ts'
import { type Drill, runDrill } from './drill.ts'

/**
 * Takes the carrier away from the running service, gives it back, and sees to it that each order is booked
 * in the end, once, and without anybody sending its event again. `kill` stops the server, `hang` makes it
 * never answer, `fail` makes it answer 500.
 */
const BREAKAGES = ['kill', 'hang', 'fail'] as const
const breakage = BREAKAGES.find((name) => name === (process.argv[2] ?? 'kill'))
if (breakage === undefined) {
  console.error(`npm run drill -- ${BREAKAGES.join(' | ')}`)
  process.exit(2)
}

await runDrill({ BREAKER_OPEN_MS: '500', DEPENDENCY_TIMEOUT_MS: '2500' }, async (drill) => {
  console.log('# the carrier is well')
  await drill.order('before')
  await drill.becomes('before', 'booked')

  console.log(`# carrier: ${breakage}`)
  await breakCarrier(drill)
  const ids = Array.from({ length: 8 }, (_, index) => `order-${index + 1}`)
  for (const id of ids) {
    const { status, tookMs } = await drill.order(id)
    drill.expect('its event is taken at once', status === 202 && tookMs < 2500)
  }
  await drill.eventually(
    'they all wait',
    async () => (await drill.metric('shipments_waiting')) === 8,
  )

  console.log('# the carrier is back; nobody sends anything again')
  await mendCarrier(drill)
  for (const id of ids) await drill.becomes(id, 'booked', 30_000)
  drill.expect(
    'each is booked once',
    ids.every((id) => drill.fakes.booked.has(id)),
  )
  drill.expect('nobody waits', (await drill.metric('shipments_waiting')) === 0)
})

async function breakCarrier({ fakes }: Drill): Promise<void> {
  if (breakage === 'kill') await fakes.close()
  else fakes.modes.carrier = breakage === 'hang' ? 'hang' : 'fail'
}

async function mendCarrier(drill: Drill): Promise<void> {
  if (breakage === 'kill') drill.fakes = await startFakeDependencies(drill.fakes.port)
  else drill.fakes.modes.carrier = 'ok'
}

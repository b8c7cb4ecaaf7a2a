import { breakageAsked, breakService, mendService } from './breakage.ts'
import { runDrill } from './drill.ts'

/**
 * Takes the carrier away from the running service, gives it back, and sees to it that each order is booked
 * in the end, once, and without anybody sending its event again. `kill` stops the server, `hang` makes it
 * never answer, `fail` makes it answer 500.
 */
const breakage = breakageAsked()

await runDrill({ BREAKER_OPEN_MS: '500', DEPENDENCY_TIMEOUT_MS: '2500' }, async (drill) => {
  console.log('# the carrier is well')
  await drill.order('before')
  await drill.becomes('before', 'booked')

  console.log(`# carrier: ${breakage}`)
  await breakService(drill, 'carrier', breakage)
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
  await mendService(drill, 'carrier', breakage)
  for (const id of ids) await drill.becomes(id, 'booked', 30_000)
  drill.expect(
    'each is booked once',
    ids.every((id) => drill.fakes.booked.has(id)),
  )
  drill.expect('nobody waits', (await drill.metric('shipments_waiting')) === 0)
})

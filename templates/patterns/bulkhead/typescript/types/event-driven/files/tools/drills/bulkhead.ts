import { runDrill } from './drill.ts'

const LIMITS = { BULKHEAD_CONCURRENT: '2', BULKHEAD_QUEUED: '1', DEPENDENCY_TIMEOUT_MS: '3000' }

/** The carrier hangs under load: what finds no place comes again later, and customers are still told. */
await runDrill(LIMITS, async (drill) => {
  await drill.order('before')
  await drill.becomes('before', 'booked')
  console.log('# the carrier hangs, and ten orders come at once: 2 are sent, 1 waits')
  drill.fakes.modes.carrier = 'hang'
  const asked = drill.fakes.requests.carrier
  const ids = Array.from({ length: 10 }, (_, index) => `order-${index + 1}`)
  await Promise.all(ids.map((id) => drill.order(id)))
  await new Promise((resolve) => setTimeout(resolve, 1000))
  const sent = drill.fakes.requests.carrier - asked
  drill.expect(`${sent} calls are under way`, sent === 2)
  const told = drill.fakes.requests.notifications
  await drill.order('cancel', { type: 'order.cancelled', version: 1, orderId: 'order-1' })
  await drill.eventually(
    'a customer is told something meanwhile',
    () => drill.fakes.requests.notifications > told,
    2000,
  )

  console.log('# the carrier is back')
  drill.fakes.modes.carrier = 'ok'
  for (const id of ids.slice(1)) await drill.becomes(id, 'booked', 20_000)
})

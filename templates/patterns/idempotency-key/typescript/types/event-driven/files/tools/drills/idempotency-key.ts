import { runDrill } from './drill.ts'

/** A crash brings messages again that were handled: nobody is asked or told a second time. */
await runDrill({ OUTBOX_INTERVAL_MS: '100' }, async (drill) => {
  console.log('# the same event five times at once, and once more')
  await Promise.all(Array.from({ length: 5 }, () => drill.order('order-1')))
  await drill.order('order-1')
  await drill.becomes('order-1', 'booked')
  await drill.eventually('the customer is told', () => drill.fakes.sent.has('order-1-booked'))
  drill.expect('the carrier was asked once', drill.fakes.requests.carrier === 1)

  console.log('# another event says the same')
  await drill.order('event-2', { orderId: 'order-1' })
  await drill.order('order-3')
  await drill.becomes('order-3', 'booked')
  drill.expect('the carrier was not asked for it', drill.fakes.requests.carrier === 2)
})

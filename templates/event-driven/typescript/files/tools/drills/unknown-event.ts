import { runDrill } from './drill.ts'

/** Somebody publishes what we cannot read: it is put aside, and all else goes on. */
await runDrill({ REDELIVERY_DELAY_MS: '50' }, async (drill) => {
  console.log('# an event of a version that this service does not know, then one that it does')
  await drill.order('order-1', { version: 99 })
  await drill.order('order-2')
  await drill.becomes('order-2', 'booked')
  const { status } = await drill.get('/shipments/order-1')
  drill.expect('there is no shipment of the first', status === 404)
  await drill.eventually('it is put aside', async () => (await drill.parked()) === 1)

  console.log('# the publisher sends the first order in a version that we know, with a new field')
  await drill.order('order-3', { orderId: 'order-1', colour: 'red' })
  await drill.becomes('order-1', 'booked')
})

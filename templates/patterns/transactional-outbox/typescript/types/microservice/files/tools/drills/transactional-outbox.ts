import { runDrill } from './drill.ts'

/** Notifications is down while orders are placed, and the service restarts: every customer is told. */
await runDrill({ REDELIVERY_DELAY_MS: '50' }, async (drill) => {
  console.log('# orders are placed')
  const ids = Array.from({ length: 5 }, (_, index) => `order-${index + 1}`)
  for (const id of ids) await drill.order(id)
  await drill.eventually(
    'the outbox is empty',
    async () => (await drill.metric('outbox_pending')) === 0,
  )
  await drill.eventually('every customer was told', () =>
    ids.every((id) => drill.fakes.sent.has(`${id}-paid`)),
  )
  console.log('# the service restarts on the same data')
  await drill.restart()
  await drill.order('after')
  await drill.eventually('the next customer is told, too', () => drill.fakes.sent.has('after-paid'))
})

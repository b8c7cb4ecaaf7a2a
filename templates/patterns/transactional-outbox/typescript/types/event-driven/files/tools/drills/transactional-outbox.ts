import { runDrill } from './drill.ts'

/** The carrier is down and the service restarts while events are on their way: none is lost. */
await runDrill({ REDELIVERY_DELAY_MS: '50', BREAKER_OPEN_MS: '500' }, async (drill) => {
  console.log('# the carrier is down while orders come in')
  drill.fakes.modes.carrier = 'fail'
  const ids = Array.from({ length: 5 }, (_, index) => `order-${index + 1}`)
  for (const id of ids) await drill.order(id)
  await drill.eventually(
    'events wait',
    async () => ((await drill.metric('outbox_pending')) ?? 0) >= 5,
  )

  console.log(
    '# the service restarts on the same data, with a broker that has forgotten everything',
  )
  await drill.restart()
  drill.fakes.modes.carrier = 'ok'
  for (const id of ids) await drill.becomes(id, 'booked', 20_000)
  await drill.eventually('every customer was told', () =>
    ids.every((id) => drill.fakes.sent.has(`${id}-booked`)),
  )
  await drill.eventually(
    'the outbox is empty',
    async () => (await drill.metric('outbox_pending')) === 0,
  )
})

import { runDrill } from './drill.ts'

/** The service is stopped between two steps, and again no client comes back: the order is paid. */
await runDrill({ SAGA_INTERVAL_MS: '100', BREAKER_OPEN_MS: '500' }, async (drill) => {
  const statusOf = async (id: string): Promise<string> =>
    ((await drill.get(`/orders/${id}`)).body as { status: string }).status

  console.log('# payments fails: the stock is reserved, the charge has to wait')
  drill.fakes.modes.payments = 'fail'
  const { status } = await drill.order('order-1')
  drill.expect('the order is accepted', status === 202)
  drill.expect('its stock is reserved', drill.fakes.reserved.has('order-1'))

  console.log('# the service restarts, and payments is back')
  await drill.restart()
  drill.fakes.modes.payments = 'ok'
  await drill.eventually('the order is paid', async () => (await statusOf('order-1')) === 'paid')
  drill.expect('it was charged once', drill.fakes.charged.get('order-1') === 350)

  console.log('# a card is declined: what was reserved is given back')
  drill.fakes.modes.payments = 'refuse'
  await drill.order('order-2')
  await drill.eventually(
    'the order is declined',
    async () => (await statusOf('order-2')) === 'declined',
  )
  drill.expect('its stock is free again', !drill.fakes.reserved.has('order-2'))
})

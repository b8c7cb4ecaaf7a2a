import { runDrill } from './drill.ts'

/** Payments fails for a moment: the order is paid all the same, and charged once. */
await runDrill(
  { RETRY_INITIAL_MS: '400', RETRY_MAX_MS: '400', RETRY_COUNT: '5' },
  async (drill) => {
    console.log('# payments fails once, and is well again')
    drill.fakes.modes.payments = 'fail'
    const placed = drill.order('retried')
    await drill.eventually('payments was asked', () => drill.fakes.requests.payments > 0)
    drill.fakes.modes.payments = 'ok'
    await placed
    await drill.eventually('the order is paid', async () => {
      const { body } = await drill.get('/orders/retried')
      return (body as { status: string }).status === 'paid'
    })
    drill.expect('payments was asked more than once', drill.fakes.requests.payments > 1)
    drill.expect('the order was charged once', drill.fakes.charged.get('retried') === 350)
  },
)

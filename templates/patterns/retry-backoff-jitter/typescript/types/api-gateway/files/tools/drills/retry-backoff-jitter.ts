import { runDrill } from './drill.ts'

/** Orders fails for a moment: the client notices nothing but the time that it takes. */
await runDrill(
  { RETRY_INITIAL_MS: '400', RETRY_MAX_MS: '400', RETRY_COUNT: '5' },
  async (drill) => {
    console.log('# orders fails once, and is well again')
    drill.fakes.modes.orders = 'fail'
    const placed = drill.order('retried')
    await drill.eventually('orders was asked', () => drill.fakes.requests.orders > 0)
    drill.fakes.modes.orders = 'ok'
    drill.expect('the order is placed', (await placed).status === 201)
    drill.expect('orders was asked more than once', drill.fakes.requests.orders > 1)
    drill.expect('there is one order', drill.fakes.orders.size === 1)
  },
)

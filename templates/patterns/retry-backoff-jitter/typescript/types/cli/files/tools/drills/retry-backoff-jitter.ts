import { runDrill } from './drill.ts'

/** The service does what it is asked, its answer gets lost: the command asks again, and there is one order. */
await runDrill(
  { RETRY_INITIAL_MS: '400', RETRY_MAX_MS: '400', RETRY_COUNT: '5' },
  async (drill) => {
    console.log('# the answer to the first request gets lost')
    drill.fakes.mode = 'swallow'
    const { ended } = drill.start('place', '--item', 'tea', '--amount', '350')
    await drill.eventually('orders was asked', () => drill.fakes.requests > 0)
    drill.fakes.mode = 'ok'
    const { code } = await ended
    drill.expect('the command ends with 0', code === 0)
    drill.expect('orders was asked more than once', drill.fakes.requests > 1)
    drill.expect('there is one order', drill.fakes.orders.size === 1)
  },
)

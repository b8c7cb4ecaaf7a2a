import { runDrill } from './drill.ts'

/** The carrier fails for a moment: the order is booked without its message having to come again. */
await runDrill(
  {
    RETRY_INITIAL_MS: '400',
    RETRY_MAX_MS: '400',
    RETRY_COUNT: '10',
    REDELIVERY_DELAY_MS: '60000',
  },
  async (drill) => {
    console.log(
      '# the carrier fails once, and is well again; messages would come again after a minute',
    )
    drill.fakes.modes.carrier = 'fail'
    await drill.order('retried')
    await drill.eventually('the carrier was asked', () => drill.fakes.requests.carrier > 0)
    drill.fakes.modes.carrier = 'ok'
    await drill.becomes('retried', 'booked')
    drill.expect('the carrier was asked more than once', drill.fakes.requests.carrier > 1)
  },
)

import { runDrill } from './drill.ts'

/** Payments fails for a moment: the job is done without having to be tried again as a whole. */
await runDrill(
  {
    RETRY_INITIAL_MS: '400',
    RETRY_MAX_MS: '400',
    RETRY_COUNT: '10',
    JOB_RETRY_INITIAL_MS: '60000',
    JOB_RETRY_MAX_MS: '60000',
  },
  async (drill) => {
    console.log(
      '# payments fails once, and is well again; a job would be tried again after a minute',
    )
    drill.fakes.modes.payments = 'fail'
    await drill.order('retried')
    await drill.eventually('payments was asked', () => drill.fakes.requests.payments > 0)
    drill.fakes.modes.payments = 'ok'
    await drill.becomes('retried', 'done')
    drill.expect('payments was asked more than once', drill.fakes.requests.payments > 1)
    drill.expect('and charged once', drill.fakes.charged.get('retried') === 350)
  },
)

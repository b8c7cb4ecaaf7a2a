import { runDrill } from './drill.ts'

/** Payments hangs for longer than a request may take: the request ends in time all the same. */
await runDrill({ REQUEST_DEADLINE_MS: '1000', DEPENDENCY_TIMEOUT_MS: '10000' }, async (drill) => {
  await drill.order('warm-up')
  console.log('# payments hangs; a call may take 10 s, but a request no more than 1 s')
  drill.fakes.modes.payments = 'hang'
  const { status, tookMs } = await drill.order('late')
  drill.expect('the request ended with its deadline', tookMs < 4000)
  drill.expect('the order was put off', [202, 503, 504].includes(status))
  const told = Number(drill.fakes.lastHeaders.payments?.['x-deadline-ms'])
  drill.expect(`payments was told how long we wait (${told} ms)`, told > 0 && told <= 1000)
  drill.fakes.modes.payments = 'ok'
})

import { runDrill } from './drill.ts'

/** Payments hangs for longer than a request may take: the request ends in time all the same. */
await runDrill({ REQUEST_DEADLINE_MS: '400', DEPENDENCY_TIMEOUT_MS: '5000' }, async (drill) => {
  console.log('# payments hangs; a call may take 5 s, but a request no more than 0.4 s')
  drill.fakes.modes.payments = 'hang'
  const { status, tookMs } = await drill.order('late')
  drill.expect('the request ended with its deadline', tookMs < 2000)
  drill.expect('the order was put off', [202, 503, 504].includes(status))
  const told = Number(drill.fakes.lastHeaders.payments?.['x-deadline-ms'])
  drill.expect(`payments was told how long we wait (${told} ms)`, told > 0 && told <= 400)
  drill.fakes.modes.payments = 'ok'
})

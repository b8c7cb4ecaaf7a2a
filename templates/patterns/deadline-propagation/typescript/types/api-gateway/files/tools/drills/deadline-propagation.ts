import { runDrill } from './drill.ts'

/** Orders hangs for longer than a request may take: the request ends in time all the same. */
await runDrill({ REQUEST_DEADLINE_MS: '1000', UPSTREAM_TIMEOUT_MS: '10000' }, async (drill) => {
  await drill.order('warm-up')
  console.log('# orders hangs; a call may take 10 s, but a request no more than 1 s')
  drill.fakes.modes.orders = 'hang'
  const { status, tookMs } = await drill.order('late')
  drill.expect('the request ended with its deadline', tookMs < 4000)
  drill.expect('it was refused for now', status === 504)
  const told = Number(drill.fakes.lastHeaders.orders?.['x-deadline-ms'])
  drill.expect(`orders was told how long we wait (${told} ms)`, told > 0 && told <= 1000)
  drill.fakes.modes.orders = 'ok'
})

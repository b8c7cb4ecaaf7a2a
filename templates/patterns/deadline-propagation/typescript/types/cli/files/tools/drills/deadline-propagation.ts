import { runDrill } from './drill.ts'

/** The service hangs for longer than a command may take: the command ends in time all the same. */
await runDrill({ REQUEST_DEADLINE_MS: '1000', DEPENDENCY_TIMEOUT_MS: '60000' }, async (drill) => {
  console.log('# orders hangs; a call may take 60 s, but an order no more than 1 s')
  drill.fakes.mode = 'hang'
  const { code, tookMs } = await drill.run('place', '--item', 'tea', '--amount', '350')
  drill.expect('the command ended with its deadline', tookMs < 20_000)
  drill.expect('it says that nobody knows (3)', code === 3)
  const told = Number(drill.fakes.lastHeaders['x-deadline-ms'])
  drill.expect(`orders was told how long we wait (${told} ms)`, told > 0 && told <= 1000)
})

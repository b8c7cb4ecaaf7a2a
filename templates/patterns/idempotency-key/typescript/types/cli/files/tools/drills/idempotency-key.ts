import { runDrill } from './drill.ts'

const PLACE = ['place', '--item', 'tea', '--amount', '350']

/** The command is killed while its request is under way, and typed again: it is one order. */
await runDrill({ DEPENDENCY_TIMEOUT_MS: '20000' }, async (drill) => {
  console.log('# the service does what it is asked; before it answers, the command is killed')
  drill.fakes.mode = 'swallow'
  const { process, ended } = drill.start(...PLACE)
  await drill.eventually('the order is there', () => drill.fakes.orders.size === 1, 20_000)
  process.kill('SIGKILL')
  drill.expect('the command ended without a word', (await ended).code === null)

  console.log('# the same command again')
  drill.fakes.mode = 'ok'
  const again = await drill.run(...PLACE)
  drill.expect('it ends with 0', again.code === 0)
  drill.expect('there is one order', drill.fakes.orders.size === 1)

  console.log('# and once more, as a new order')
  drill.expect('it ends with 0', (await drill.run(...PLACE)).code === 0)
  drill.expect('there are two orders', drill.fakes.orders.size === 2)
  const { out } = await drill.run('resume')
  drill.expect('nothing is left to resume', out.includes('Everything has its answer.'))
})

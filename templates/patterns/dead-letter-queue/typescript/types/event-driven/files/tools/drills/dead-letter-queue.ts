import { spawnSync } from 'node:child_process'
import { type Drill, runDrill } from './drill.ts'

/** What cannot be read, and what is refused for good, is parked; the others arrive; and it is redriven. */
await runDrill({ REDELIVERY_DELAY_MS: '50', DEAD_LETTER_INTERVAL_MS: '100' }, async (drill) => {
  console.log('# an event of a version that nobody knows, and a customer who cannot be told')
  await drill.order('order-0', { version: 99 })
  drill.fakes.modes.notifications = 'refuse'
  await drill.order('order-1')
  await drill.eventually('both are parked', async () => {
    return (await drill.parked()) === 1 && (await untold(drill)) === 1
  })

  console.log('# notifications takes the next ones')
  drill.fakes.modes.notifications = 'ok'
  await drill.order('order-2')
  await drill.becomes('order-2', 'booked')
  await drill.eventually('that customer is told', () => drill.fakes.sent.has('order-2-booked'))
  drill.expect('the first is not', !drill.fakes.sent.has('order-1-booked'))

  console.log('# npm run dead-letters -- list, and retry --all')
  console.log(deadLetters(drill, 'list'))
  deadLetters(drill, 'retry', '--all')
  await drill.eventually('the first customer is told', () => drill.fakes.sent.has('order-1-booked'))
  await drill.eventually(
    'nobody is left to be told',
    async () => (await untold(drill)) === undefined,
  )
  await drill.eventually(
    'what cannot be read is parked again',
    async () => (await drill.parked()) === 1,
  )
})

function untold(drill: Drill): Promise<number | undefined> {
  return drill.metric('dead_letters{source="notifier"}')
}

/** The command as somebody would type it while the service runs. */
function deadLetters({ config }: Drill, ...args: string[]): string {
  const { stdout } = spawnSync(
    process.execPath,
    ['--import', 'tsx', 'src/patterns/dead-letters/main.ts', ...args],
    { env: { ...process.env, DATABASE_URL: config.DATABASE_URL }, encoding: 'utf8' },
  )
  return stdout.trim()
}

import { spawnSync } from 'node:child_process'
import { type Drill, runDrill } from './drill.ts'

/** Notifications refuses a message for good: it is parked, the others arrive, and it is redriven. */
await runDrill({ REDELIVERY_DELAY_MS: '50', DEAD_LETTER_INTERVAL_MS: '100' }, async (drill) => {
  console.log('# notifications refuses what it is sent')
  drill.fakes.modes.notifications = 'refuse'
  await drill.order('order-1')
  await drill.eventually('its message is parked', async () => (await parked(drill)) === 1)
  const asked = drill.fakes.requests.notifications
  drill.expect(
    `after ${drill.config.DEAD_LETTER_ATTEMPTS} attempts`,
    asked === drill.config.DEAD_LETTER_ATTEMPTS,
  )

  console.log('# it takes the next ones')
  drill.fakes.modes.notifications = 'ok'
  await drill.order('order-2')
  await drill.eventually('that customer is told', () => drill.fakes.sent.has('order-2-paid'))
  drill.expect('the first is not', !drill.fakes.sent.has('order-1-paid'))

  console.log('# npm run dead-letters -- list, and retry --all')
  console.log(deadLetters(drill, 'list'))
  deadLetters(drill, 'retry', '--all')
  await drill.eventually('the first customer is told', () => drill.fakes.sent.has('order-1-paid'))
  await drill.eventually('nothing is parked', async () => (await parked(drill)) === undefined)
})

function parked(drill: Drill): Promise<number | undefined> {
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

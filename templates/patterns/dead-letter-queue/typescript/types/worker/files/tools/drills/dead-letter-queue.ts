import { spawnSync } from 'node:child_process'
import { type Drill, runDrill } from './drill.ts'

/** Notifications refuses a receipt for good: it is parked, the others arrive, and it is redriven. */
await runDrill({ DEAD_LETTER_INTERVAL_MS: '100' }, async (drill) => {
  console.log('# notifications refuses what it is sent')
  drill.fakes.modes.notifications = 'refuse'
  await drill.order('job-1')
  await drill.eventually('its receipt is parked', async () => (await parked(drill)) === 1, 20_000)
  const asked = drill.fakes.requests.notifications
  drill.expect(`after ${drill.config.JOB_ATTEMPTS} attempts`, asked === drill.config.JOB_ATTEMPTS)

  console.log('# it takes the next ones')
  drill.fakes.modes.notifications = 'ok'
  await drill.order('job-2')
  await drill.becomes('job-2-receipt', 'done')
  drill.expect('the first is not sent', !drill.fakes.sent.has('job-1-receipt'))

  console.log('# npm run dead-letters -- list, and retry --all')
  console.log(deadLetters(drill, 'list'))
  deadLetters(drill, 'retry', '--all')
  await drill.becomes('job-1-receipt', 'done')
  drill.expect('the first is sent', drill.fakes.sent.has('job-1-receipt'))
  await drill.eventually('nothing is parked', async () => (await parked(drill)) === undefined)
})

function parked(drill: Drill): Promise<number | undefined> {
  return drill.metric('dead_letters{source="receipt"}')
}

/** The command as somebody would type it while the worker runs. */
function deadLetters({ config }: Drill, ...args: string[]): string {
  const { stdout } = spawnSync(
    process.execPath,
    ['--import', 'tsx', 'src/patterns/dead-letters/main.ts', ...args],
    { env: { ...process.env, DATABASE_URL: config.DATABASE_URL }, encoding: 'utf8' },
  )
  return stdout.trim()
}

import Sqlite from 'libsql'
import { type Drill, runDrill } from './drill.ts'

/**
 * Payments goes: the service is degraded, and nobody restarts it or takes it out. Then the tables of
 * its own database go: it is unready until they are back, and lives.
 */
await runDrill({ HEALTH_INTERVAL_MS: '50', HEALTH_FAILURES: '2' }, async (drill) => {
  const status = async (path: string): Promise<number> => (await drill.get(path)).status
  drill.expect('it is ok', (await healthOf(drill)) === 'ok')

  console.log('# payments hangs')
  drill.fakes.modes.payments = 'hang'
  for (const id of ['order-1', 'order-2', 'order-3']) await drill.order(id)
  await drill.eventually('it is degraded', async () => (await healthOf(drill)) === 'degraded')
  drill.expect('it lives', (await status('/health/live')) === 200)
  drill.expect('it is ready: it still takes work', (await status('/health/ready')) === 200)

  console.log('# a hundred questions about its health are answered from memory')
  const startedAt = performance.now()
  for (let i = 0; i < 100; i++) await drill.get('/health')
  console.log(`  took ${(performance.now() - startedAt).toFixed(0)} ms`)

  console.log('# the tables of its own database are not there any more')
  rename(drill, 'kysely_migration', 'elsewhere')
  await drill.eventually('it is not ready', async () => (await status('/health/ready')) === 503)
  drill.expect('it is failing', (await healthOf(drill)) === 'failing')
  drill.expect(
    'it lives: a restart would not bring them back',
    (await status('/health/live')) === 200,
  )

  console.log('# they are back')
  rename(drill, 'elsewhere', 'kysely_migration')
  await drill.eventually('it is ready', async () => (await status('/health/ready')) === 200)
})

async function healthOf(drill: Drill): Promise<string> {
  return ((await drill.get('/health')).body as { status: string }).status
}

/** As whoever runs the wrong migration would. */
function rename({ config }: Drill, from: string, to: string): void {
  const connection = new Sqlite(config.DATABASE_URL.replace('sqlite:', ''))
  connection.exec('PRAGMA busy_timeout = 5000')
  connection.exec(`alter table ${from} rename to ${to}`)
  connection.close()
}

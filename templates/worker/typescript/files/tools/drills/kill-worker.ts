import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { type Drill, runDrill } from './drill.ts'

const LEASE_MS = 1000

/**
 * A second worker on the same data claims jobs and is killed in the middle (SIGKILL). When its leases are
 * over the first one takes them, and each customer is charged once.
 */
await runDrill(
  { LEASE_MS: String(LEASE_MS), WORKER_CONCURRENCY: '1', DEPENDENCY_TIMEOUT_MS: '20000' },
  async (drill) => {
    console.log('# payments hangs; this worker has room for one job, the second for three')
    drill.fakes.modes.payments = 'hang'
    const ids = ['job-1', 'job-2', 'job-3', 'job-4']
    for (const id of ids) await drill.order(id)
    await drill.eventually('this worker has one', () => drill.fakes.requests.payments === 1)
    const second = startSecond(drill)
    await drill.eventually(
      'the second has the others',
      () => drill.fakes.requests.payments === 4,
      30_000,
    )

    console.log('# the second is killed, and payments is well again')
    second.kill('SIGKILL')
    await once(second, 'exit')
    drill.fakes.modes.payments = 'ok'
    console.log('# its leases end; the job that hangs here is waited for')
    for (const id of ids) await drill.becomes(id, 'done', 40_000)
    drill.expect('each is charged once', drill.fakes.charged.size === ids.length)
  },
)

function startSecond({ config, fakes }: Drill): ChildProcess {
  return spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], {
    env: {
      ...process.env,
      PORT: '0',
      LOG_LEVEL: 'silent',
      DATABASE_URL: config.DATABASE_URL,
      PAYMENTS_URL: fakes.urlOf('payments'),
      NOTIFICATIONS_URL: fakes.urlOf('notifications'),
      WORKER_CONCURRENCY: '3',
      LEASE_MS: String(LEASE_MS),
      DEPENDENCY_TIMEOUT_MS: '20000',
    },
    stdio: 'ignore',
  })
}

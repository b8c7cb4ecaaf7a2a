import { breakService, mendService } from './breakage.ts'
import { runDrill } from './drill.ts'

/** Calls hang until payments is cut off: it does not matter how fast this machine is. */
const LIMITS = { BULKHEAD_CONCURRENT: '2', BULKHEAD_QUEUED: '1', DEPENDENCY_TIMEOUT_MS: '120000' }

/** Payments hangs under load: jobs that find no place wait, and those that do not need it are done. */
await runDrill(LIMITS, async (drill) => {
  await drill.order('before')
  await drill.becomes('before', 'done')
  console.log('# payments hangs, and eight jobs need it: 2 calls are sent, 1 waits')
  drill.fakes.modes.payments = 'hang'
  const asked = drill.fakes.requests.payments
  const sent = () => drill.fakes.requests.payments - asked
  const ids = Array.from({ length: 8 }, (_, index) => `job-${index + 1}`)
  await Promise.all(ids.map((id) => drill.order(id)))
  await drill.eventually('2 calls are under way', () => sent() === 2)
  await drill.eventually('5 jobs found no place', async () => (await refusedAmong(ids)) === 5)
  await drill.order('letter', { kind: 'receipt', text: 'Hello', amountCents: undefined })
  await drill.becomes('letter', 'done')
  drill.expect('no more than 2 calls were sent', sent() === 2)

  console.log('# payments is cut off, and back')
  await breakService(drill, 'payments', 'kill')
  await mendService(drill, 'payments', 'kill')
  for (const id of ids) await drill.becomes(id, 'done', 20_000)

  async function refusedAmong(jobs: readonly string[]): Promise<number> {
    const found = await Promise.all(jobs.map((id) => drill.get(`/jobs/${id}`)))
    const errors = found.map(({ body }) => (body as { lastError?: string }).lastError)
    return errors.filter((error) => error?.includes('too many calls')).length
  }
})

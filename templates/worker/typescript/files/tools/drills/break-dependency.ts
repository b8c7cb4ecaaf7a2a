import { startFakeDependencies } from '../fake-dependencies/fake-dependencies.ts'
import { type Drill, runDrill } from './drill.ts'

/**
 * Takes payments away from the running worker, gives it back, and sees to it that each job is done in the
 * end and charged once, without anybody asking again. `kill` stops the server, `hang` makes it never
 * answer, `fail` makes it answer 500.
 */
const BREAKAGES = ['kill', 'hang', 'fail'] as const
const breakage = BREAKAGES.find((name) => name === (process.argv[2] ?? 'kill'))
if (breakage === undefined) {
  console.error(`npm run drill -- ${BREAKAGES.join(' | ')}`)
  process.exit(2)
}

await runDrill({ BREAKER_OPEN_MS: '500' }, async (drill) => {
  console.log('# payments is well')
  await drill.order('before')
  await drill.becomes('before', 'done')

  console.log(`# payments: ${breakage}`)
  await breakPayments(drill)
  const ids = Array.from({ length: 8 }, (_, index) => `job-${index + 1}`)
  for (const id of ids) drill.expect('it is taken', (await drill.order(id)).status === 202)
  await drill.eventually('they fail and wait', async () => {
    const jobs = await Promise.all(ids.map((id) => drill.get(`/jobs/${id}`)))
    return jobs.some(({ body }) => (body as { lastError?: string }).lastError !== undefined)
  })
  drill.expect('none has failed for good', (await drill.metric('jobs{status="failed"}')) === 0)

  console.log('# payments is back; nobody asks again')
  await mendPayments(drill)
  for (const id of ids) await drill.becomes(id, 'done', 30_000)
  const amounts = ids.map((id) => drill.fakes.charged.get(id))
  drill.expect(
    'each was charged its amount, once',
    amounts.every((amount) => amount === 350),
  )
})

async function breakPayments({ fakes }: Drill): Promise<void> {
  if (breakage === 'kill') await fakes.close()
  else fakes.modes.payments = breakage === 'hang' ? 'hang' : 'fail'
}

async function mendPayments(drill: Drill): Promise<void> {
  if (breakage === 'kill') drill.fakes = await startFakeDependencies(drill.fakes.port)
  else drill.fakes.modes.payments = 'ok'
}

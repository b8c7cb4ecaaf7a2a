import { breakageAsked, breakService, mendService } from './breakage.ts'
import { runDrill } from './drill.ts'

/**
 * Takes payments away from the running worker, gives it back, and sees to it that each job is done in the
 * end and charged once, without anybody asking again. `kill` stops the server, `hang` makes it never
 * answer, `fail` makes it answer 500.
 */
const breakage = breakageAsked()

await runDrill({ BREAKER_OPEN_MS: '500' }, async (drill) => {
  console.log('# payments is well')
  await drill.order('before')
  await drill.becomes('before', 'done')

  console.log(`# payments: ${breakage}`)
  await breakService(drill, 'payments', breakage)
  const ids = Array.from({ length: 8 }, (_, index) => `job-${index + 1}`)
  for (const id of ids) drill.expect('it is taken', (await drill.order(id)).status === 202)
  await drill.eventually('they fail and wait', async () => {
    const jobs = await Promise.all(ids.map((id) => drill.get(`/jobs/${id}`)))
    return jobs.some(({ body }) => (body as { lastError?: string }).lastError !== undefined)
  })
  drill.expect('none has failed for good', (await drill.metric('jobs{status="failed"}')) === 0)

  console.log('# payments is back; nobody asks again')
  await mendService(drill, 'payments', breakage)
  for (const id of ids) await drill.becomes(id, 'done', 30_000)
  const amounts = ids.map((id) => drill.fakes.charged.get(id))
  drill.expect(
    'each was charged its amount, once',
    amounts.every((amount) => amount === 350),
  )
})

import { runDrill } from './drill.ts'

const LIMITS = { BULKHEAD_CONCURRENT: '2', BULKHEAD_QUEUED: '1', DEPENDENCY_TIMEOUT_MS: '3000' }

/** Payments hangs under load: jobs that find no place wait, and those that do not need it are done. */
await runDrill(LIMITS, async (drill) => {
  await drill.order('before')
  await drill.becomes('before', 'done')
  console.log('# payments hangs, and eight jobs need it: 2 calls are sent, 1 waits')
  drill.fakes.modes.payments = 'hang'
  const asked = drill.fakes.requests.payments
  const ids = Array.from({ length: 8 }, (_, index) => `job-${index + 1}`)
  await Promise.all(ids.map((id) => drill.order(id)))
  await new Promise((resolve) => setTimeout(resolve, 1000))
  const sent = drill.fakes.requests.payments - asked
  drill.expect(`${sent} calls are under way`, sent === 2)
  await drill.order('letter', { kind: 'receipt', text: 'Hello', amountCents: undefined })
  await drill.becomes('letter', 'done', 2500)

  console.log('# payments is back')
  drill.fakes.modes.payments = 'ok'
  for (const id of ids) await drill.becomes(id, 'done', 20_000)
})

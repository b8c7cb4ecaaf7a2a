import { runDrill } from './drill.ts'

const LIMITS = { BULKHEAD_CONCURRENT: '2', BULKHEAD_QUEUED: '1', DEPENDENCY_TIMEOUT_MS: '3000' }

/** Payments hangs under load: the orders that find no place are put off at once. */
await runDrill(LIMITS, async (drill) => {
  await drill.order('warm-up')
  console.log('# payments hangs, and ten orders come at once: 2 are sent, 1 waits')
  drill.fakes.modes.payments = 'hang'
  const ids = Array.from({ length: 10 }, (_, index) => `order-${index + 1}`)
  const answers = await Promise.all(ids.map((id) => drill.order(id)))
  const fast = answers.filter(({ tookMs }) => tookMs < drill.config.DEPENDENCY_TIMEOUT_MS)
  drill.expect('most were put off without waiting for the time limit', fast.length >= 5)
  drill.expect(
    'an order can be read meanwhile',
    (await drill.get('/orders/order-1')).status === 200,
  )

  console.log('# payments is back')
  drill.fakes.modes.payments = 'ok'
  drill.expect('payments was hardly asked', drill.fakes.requests.payments <= 10)
})

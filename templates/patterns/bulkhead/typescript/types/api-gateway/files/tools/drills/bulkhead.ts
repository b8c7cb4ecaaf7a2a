import { runDrill } from './drill.ts'

const LIMITS = { BULKHEAD_CONCURRENT: '2', BULKHEAD_QUEUED: '1', UPSTREAM_TIMEOUT_MS: '3000' }

/** Orders hangs under load: the requests that find no place are refused at once. */
await runDrill(LIMITS, async (drill) => {
  await drill.order('warm-up')
  console.log('# orders hangs, and ten requests come at once: 2 are sent, 1 waits')
  drill.fakes.modes.orders = 'hang'
  const ids = Array.from({ length: 10 }, (_, index) => `order-${index + 1}`)
  const pending = Promise.all(ids.map((id) => drill.order(id)))
  const customer = await drill.get('/customers/c1')
  drill.expect('customers still answers meanwhile', customer.status === 200)
  const answers = await pending
  const fast = answers.filter(({ tookMs }) => tookMs < drill.config.UPSTREAM_TIMEOUT_MS)
  drill.expect('most were refused without waiting for the time limit', fast.length >= 5)

  console.log('# orders is back')
  drill.fakes.modes.orders = 'ok'
  drill.expect('orders was hardly asked', drill.fakes.requests.orders <= 10)
})

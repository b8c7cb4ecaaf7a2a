import { runDrill } from './drill.ts'

/** A client sends more than its share: the rest is refused at once and costs no other service anything. */
await runDrill({ RATE_LIMIT_MAX: '3', RATE_LIMIT_WINDOW_MS: '60000' }, async (drill) => {
  console.log('# 3 requests a minute are allowed, and 10 come')
  const ids = Array.from({ length: 10 }, (_, index) => `order-${index + 1}`)
  const answers: number[] = []
  for (const id of ids) answers.push((await drill.order(id)).status)
  drill.expect('3 orders are placed', answers.filter((status) => status === 201).length === 3)
  drill.expect('7 are refused', answers.filter((status) => status === 429).length === 7)
  drill.expect('orders saw 3', drill.fakes.requests.orders === 3)
})

import { runDrill } from './drill.ts'

/** A client enqueues more than its share: the rest is refused at once and leaves no job. */
await runDrill({ RATE_LIMIT_MAX: '3', RATE_LIMIT_WINDOW_MS: '60000' }, async (drill) => {
  console.log('# 3 requests a minute are allowed, and 10 come')
  const ids = Array.from({ length: 10 }, (_, index) => `job-${index + 1}`)
  const answers: number[] = []
  for (const id of ids) answers.push((await drill.order(id)).status)
  drill.expect('3 jobs are taken', answers.filter((status) => status === 202).length === 3)
  drill.expect('7 are refused', answers.filter((status) => status === 429).length === 7)
  await drill.eventually('3 customers are charged', () => drill.fakes.charged.size === 3)
})

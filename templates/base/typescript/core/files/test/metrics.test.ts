import { Gauge } from 'prom-client'
import { expect, test } from 'vitest'
import { createMetrics } from '../src/observability/metrics.ts'

test('a number that cannot be asked for is left out, and the others are told', async () => {
  const metrics = createMetrics()
  const registers = [metrics]
  let isDown = false
  new Gauge({
    ...{ name: 'waiting', help: 'Read from the database.', registers },
    async collect() {
      if (isDown) throw new Error('the database is down')
      this.set(3)
    },
  })
  new Gauge({
    ...{ name: 'parts', help: 'Likewise.', labelNames: ['part'], registers },
    async collect() {
      if (isDown) throw new Error('the database is down')
      this.set({ part: 'a' }, 4)
    },
  })
  new Gauge({ name: 'known', help: 'Known here.', registers }).set(5)
  const numbers = async () =>
    (await metrics.metrics()).split('\n').filter((line) => /^(waiting|parts|known)\b/.test(line))

  expect(await numbers()).toEqual(['waiting 3', 'parts{part="a"} 4', 'known 5'])
  isDown = true
  expect(await numbers()).toEqual(['known 5'])
  isDown = false
  expect(await numbers()).toHaveLength(3)
})

import { pino } from 'pino'
import { expect, onTestFinished, test } from 'vitest'
import { createHealth } from '../src/http/health.ts'
import { createServer } from '../src/http/server.ts'
import { createLifecycle } from '../src/lifecycle.ts'
import { createMetrics } from '../src/observability/metrics.ts'
import { gracefulShutdown } from '../src/patterns/graceful-shutdown.ts'

const LIMITS = { drainDelayMs: 0, drainTimeoutMs: 5000, deadlineMs: 10_000 }

/** A server that really listens, with a route that answers when the test lets it. */
async function setUp(limits: Partial<typeof LIMITS> = {}) {
  const log = pino({ level: 'silent' })
  const metrics = createMetrics()
  const health = createHealth()
  const lifecycle = createLifecycle(log)
  const events: string[] = []
  lifecycle.onStop('database', () => void events.push('database closed'))
  const server = createServer({ log, metrics, health })
  lifecycle.onStop('server', () => server.close())
  const options = { ...LIMITS, ...limits, server, lifecycle, health, log, metrics }
  const shutdown = gracefulShutdown(options)
  let finish: () => void = () => {}
  const isFinished = new Promise<void>((resolve) => {
    finish = resolve
  })
  let isReached = false
  server.get('/slow', async () => {
    isReached = true
    await isFinished
    events.push('answered')
    return {}
  })
  const origin = await server.listen({ host: '127.0.0.1', port: 0 })
  onTestFinished(async () => {
    finish()
    server.server.closeAllConnections()
    await shutdown.stop()
  })
  const metric = async (name: string) =>
    (await metrics.getSingleMetric(name)?.get())?.values[0]?.value
  return {
    events,
    shutdown,
    metric,
    finish,
    get: (path: string) => fetch(`${origin}${path}`),
    /** A request that has reached its handler; `answer` is its status, or how it ended. */
    slow: async () => {
      const answer = fetch(`${origin}/slow`).then(
        ({ status }) => status,
        () => 'cut' as const,
      )
      await expect.poll(() => isReached).toBe(true)
      return { answer }
    },
  }
}

test('while it drains it is not ready, says so, and answers everybody all the same', async () => {
  const { shutdown, get } = await setUp({ drainDelayMs: 400 })
  expect((await get('/health/ready')).status).toBe(200)
  const stopped = shutdown.stop()
  const ready = await get('/health/ready')
  expect(ready.status).toBe(503)
  expect(await ready.json()).toMatchObject({ parts: { traffic: 'draining' } })
  const live = await get('/health/live')
  expect(live.status).toBe(200)
  expect(live.headers.get('connection')).toBe('close')
  await stopped
  await expect(get('/health/live')).rejects.toThrow('fetch failed')
})

test('a connection is kept while nobody asked it to stop', async () => {
  const { get } = await setUp()
  expect((await get('/health/live')).headers.get('connection')).toBe('keep-alive')
})

test('a request under way is answered before anything else stops', async () => {
  const { shutdown, slow, finish, events, metric } = await setUp()
  const { answer } = await slow()
  expect(await metric('http_requests_in_flight')).toBe(1)
  const stopped = shutdown.stop()
  await new Promise(setImmediate)
  expect(events).toEqual([])
  finish()
  expect(await answer).toBe(200)
  await stopped
  expect(events).toEqual(['answered', 'database closed'])
  expect(await metric('http_requests_in_flight')).toBe(0)
  expect(await metric('shutdown_requests_cut_total')).toBe(0)
})

test('a request that does not end is cut off, and everything else still stops in order', async () => {
  const { shutdown, slow, events, metric } = await setUp({ drainTimeoutMs: 50 })
  const { answer } = await slow()
  await shutdown.stop()
  expect(await answer).toBe('cut')
  expect(events).toEqual(['database closed'])
  expect(await metric('shutdown_requests_cut_total')).toBe(1)
})

test('however often it is asked, it stops once', async () => {
  const { shutdown, events } = await setUp()
  await Promise.all([shutdown.stop(), shutdown.stop()])
  await shutdown.stop()
  expect(events).toEqual(['database closed'])
})

test('times that cannot all pass before the end are refused', async () => {
  await expect(setUp({ drainDelayMs: 5000, drainTimeoutMs: 5000 })).rejects.toThrow(
    'SHUTDOWN_TIMEOUT_MS',
  )
})

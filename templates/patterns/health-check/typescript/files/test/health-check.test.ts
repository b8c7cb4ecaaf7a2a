import { pino } from 'pino'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createHealth } from '../src/http/health.ts'
import { createServer } from '../src/http/server.ts'
import { createMetrics } from '../src/observability/metrics.ts'
import { healthCheckRoutes, healthChecks } from '../src/patterns/health-check.ts'

const OPTIONS = { intervalMs: 60_000, timeoutMs: 1000, failures: 3 }

/** Health checks behind their routes, with a database that does as it is told. */
function setUp(options: Partial<typeof OPTIONS> = {}) {
  const log = pino({ level: 'silent' })
  const metrics = createMetrics()
  const health = createHealth()
  const server = createServer({ log, metrics, health })
  onTestFinished(() => server.close())
  const checks = healthChecks({ ...OPTIONS, ...options, health, log, metrics })
  onTestFinished(() => checks.stop())
  const database = { asked: 0, ask: async (): Promise<void> => {} }
  checks.require('database', () => {
    database.asked += 1
    return database.ask()
  })
  healthCheckRoutes(server, checks)
  const status = async (url: string) => (await server.inject({ method: 'GET', url })).statusCode
  const report = async () => (await server.inject({ method: 'GET', url: '/health' })).json()
  const rounds = async (count: number) => {
    for (let i = 0; i < count; i++) await checks.round()
  }
  const up = async () => {
    const values = (await metrics.getSingleMetric('health_check_up')?.get())?.values ?? []
    return values.map(({ labels, value }) => `${labels.check} ${value}`)
  }
  return { checks, database, status, report, rounds, up }
}

const down = async (): Promise<void> => {
  throw new Error('down')
}
const hang = (): Promise<void> => new Promise(() => {})

describe('a service that starts', () => {
  test('lives, and is neither started nor ready before its own parts have been well', async () => {
    const { status, checks, database } = setUp()
    database.ask = down
    await checks.start()
    expect(await status('/health/live')).toBe(200)
    expect(await status('/health/startup')).toBe(503)
    expect(await status('/health/ready')).toBe(503)

    database.ask = async () => {}
    await checks.round()
    expect(await status('/health/startup')).toBe(200)
    expect(await status('/health/ready')).toBe(200)
  })

  test('stays started, whatever fails later', async () => {
    const { status, rounds, database } = setUp()
    await rounds(1)
    database.ask = down
    await rounds(3)
    expect(await status('/health/startup')).toBe(200)
  })
})

describe('a part of our own', () => {
  test('makes the service unready when it fails several times in a row, and never kills it', async () => {
    const { status, rounds, database, report, up } = setUp()
    await rounds(1)
    expect(await up()).toEqual(['database 1'])
    database.ask = down
    await rounds(2)
    expect(await status('/health/ready')).toBe(200)
    await rounds(1)
    expect(await status('/health/ready')).toBe(503)
    expect(await status('/health/live')).toBe(200)
    expect(await report()).toMatchObject({
      status: 'failing',
      checks: { database: { state: 'failing', required: true } },
    })
    expect(await up()).toEqual(['database 0'])
  })

  test('is well again after one success', async () => {
    const { status, rounds, database } = setUp()
    await rounds(1)
    database.ask = down
    await rounds(3)
    database.ask = async () => {}
    await rounds(1)
    expect(await status('/health/ready')).toBe(200)
    database.ask = down
    await rounds(2)
    expect(await status('/health/ready')).toBe(200)
  })

  test('that does not answer in time has failed, and is not asked again meanwhile', async () => {
    const { rounds, database, report } = setUp({ timeoutMs: 5 })
    await rounds(1)
    database.ask = hang
    await rounds(3)
    expect(database.asked).toBe(2)
    expect((await report()).status).toBe('failing')
  })

  test('is not asked when somebody asks for health', async () => {
    const { rounds, database, status } = setUp()
    await rounds(1)
    for (const url of ['/health', '/health/ready', '/health/startup', '/health/live']) {
      for (let i = 0; i < 10; i++) await status(url)
    }
    expect(database.asked).toBe(1)
  })

  test('is asked again and again until it is stopped', async () => {
    const { checks, database } = setUp({ intervalMs: 1 })
    await checks.start()
    await expect.poll(() => database.asked).toBeGreaterThan(3)
    checks.stop()
    await new Promise(setImmediate)
    const asked = database.asked
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(database.asked).toBe(asked)
  })
})

describe('a part that others run', () => {
  test('degrades the service when it fails, which stays ready', async () => {
    const { checks, rounds, report, status } = setUp()
    const payments = checks.observe('payments')
    await rounds(1)
    expect((await report()).status).toBe('ok')
    for (let i = 0; i < 3; i++) payments.failed(new Error('down'))
    expect(await report()).toMatchObject({
      status: 'degraded',
      checks: { payments: { state: 'failing', required: false } },
    })
    expect(await status('/health')).toBe(200)
    expect(await status('/health/ready')).toBe(200)
    payments.succeeded()
    expect((await report()).status).toBe('ok')
  })
})

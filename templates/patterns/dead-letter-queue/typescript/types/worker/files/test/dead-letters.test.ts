import { pino } from 'pino'
import { beforeEach, expect, onTestFinished, test } from 'vitest'
import { type Database, openDatabase } from '../src/database/database.ts'
import { jobStore } from '../src/jobs/job-store.ts'
import { createMetrics } from '../src/observability/metrics.ts'
import { runCommand } from '../src/patterns/dead-letters/commands.ts'
import { parkJobs } from '../src/patterns/dead-letters/park-jobs.ts'
import type { FakeDependencies } from '../tools/fake-dependencies/fake-dependencies.ts'
import { startFakes, startService } from './helpers.ts'
import { slowReader } from './slow-reader.ts'
import { lastingTestDatabase } from './test-database.ts'

const within = { timeout: 5000, interval: 10 }
let fakes: FakeDependencies
let service: Awaited<ReturnType<typeof startService>>
let database: Database
let url: string

/** The worker, and beside it somebody who looks into the same data. */
beforeEach(async () => {
  url = await lastingTestDatabase()
  fakes = await startFakes()
  database = await openDatabase(url)
  onTestFinished(() => database.destroy())
  service = await startService(fakes, { DATABASE_URL: url, JOB_ATTEMPTS: 2 })
})

const run = (...args: string[]) => runCommand(database, args)
const parked = () => service.metric('dead_letters{source="receipt"}')

async function parkReceipt(): Promise<void> {
  fakes.modes.notifications = 'refuse'
  await service.put('a1', { kind: 'receipt', customer: 'Ada', text: 'Hello' })
  await expect.poll(parked, within).toBe(1)
}

test('a job that failed for good is parked with its history', async () => {
  await parkReceipt()
  const letter = JSON.parse((await run('show', 'receipt/a1', '--json')).text)
  expect(letter).toMatchObject({ state: 'parked', attempts: 2, payload: { kind: 'receipt' } })
  expect(letter.failures).toHaveLength(2)
})

test('a redrive starts it anew under its own id, and its letter is gone when it is done', async () => {
  await parkReceipt()
  fakes.modes.notifications = 'ok'
  expect(await run('retry', 'receipt/a1')).toMatchObject({ exitCode: 0 })
  await expect.poll(() => service.statusOf('a1'), within).toBe('done')
  expect(fakes.sent.get('a1')).toBe('Hello')
  expect((await run('list', '--all')).text).toBe('Nothing is parked.')
})

test('a redrive that fails is parked again, with its whole history', async () => {
  await parkReceipt()
  await run('retry', '--all')
  const failures = async () =>
    JSON.parse((await run('show', 'receipt/a1', '--json')).text).failures.length
  await expect.poll(failures, within).toBe(4)
  await expect.poll(parked, within).toBe(1)
})

test('a redrive of a job that is there no more is parked again, and says so', async () => {
  await parkReceipt()
  await database.deleteFrom('jobs').where('id', '=', 'a1').execute()
  await run('retry', 'receipt/a1')
  await expect.poll(async () => (await run('list')).text, within).toContain('there no more')
  expect(await parked()).toBe(1)
})

test('a redrive that another replica has made since, and that failed, is not made again', async () => {
  await parkReceipt()
  await service.stop()
  await run('retry', 'receipt/a1')
  const late = slowReader(async () => {
    const other = await startService(fakes, { DATABASE_URL: url, JOB_ATTEMPTS: 2 })
    await expect.poll(() => other.metric('dead_letters{source="receipt"}'), within).toBe(1)
    await other.stop()
  })
  const replica = parkJobs({
    database: database.withPlugin(late.plugin),
    intervalMs: 60_000,
    log: pino({ level: 'silent' }),
    metrics: createMetrics(),
  })
  replica.start()
  await expect.poll(() => late.queries.length, within).toBeGreaterThan(1)
  await replica.stop()
  expect((await jobStore.find(database, 'a1'))?.status).toBe('failed')
  const letter = JSON.parse((await run('show', 'receipt/a1', '--json')).text)
  expect(letter).toMatchObject({ state: 'parked', attempts: 4 })
})

test('a job that waits for a service which is down is not parked', async () => {
  fakes.modes.payments = 'fail'
  await service.put('a1')
  await expect.poll(() => fakes.requests.payments, within).toBeGreaterThan(3)
  fakes.modes.payments = 'ok'
  await expect.poll(() => service.statusOf('a1'), within).toBe('done')
  expect((await run('list', '--all')).text).toBe('Nothing is parked.')
})

import { beforeEach, expect, onTestFinished, test } from 'vitest'
import { type Database, openDatabase } from '../src/database/database.ts'
import { runCommand } from '../src/patterns/dead-letters/commands.ts'
import type { FakeDependencies } from '../tools/fake-dependencies/fake-dependencies.ts'
import { startFakes, startService } from './helpers.ts'
import { lastingTestDatabase } from './test-database.ts'

const within = { timeout: 5000, interval: 10 }
let fakes: FakeDependencies
let service: Awaited<ReturnType<typeof startService>>
let database: Database

/** The worker, and beside it somebody who looks into the same data. */
beforeEach(async () => {
  const url = await lastingTestDatabase()
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

test('a job that waits for a service which is down is not parked', async () => {
  fakes.modes.payments = 'fail'
  await service.put('a1')
  await expect.poll(() => fakes.requests.payments, within).toBeGreaterThan(3)
  fakes.modes.payments = 'ok'
  await expect.poll(() => service.statusOf('a1'), within).toBe('done')
  expect((await run('list', '--all')).text).toBe('Nothing is parked.')
})

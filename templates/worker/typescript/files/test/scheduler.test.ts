import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { cleanUp } from '../src/billing/clean-up.ts'
import { type Database, openDatabase } from '../src/database/database.ts'
import { jobStore } from '../src/jobs/job-store.ts'
import { createScheduler } from '../src/jobs/scheduler.ts'
import { testDatabase } from './test-database.ts'

const DAY_MS = 86_400_000
let database: Database

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-03-01T12:00:00Z') })
  database = await openDatabase(await testDatabase())
})
afterEach(async () => {
  vi.useRealTimers()
  await database.destroy()
})

async function start(pattern: string): Promise<void> {
  const log = pino({ level: 'silent' })
  const recurring = [{ kind: 'clean-up', pattern }]
  const scheduler = createScheduler({ database, recurring, intervalMs: 60_000, log })
  onTestFinished(() => scheduler.stop())
  await scheduler.start()
}

describe('a recurring job', () => {
  test('is enqueued for its next time, once, however many replicas think of it', async () => {
    await Promise.all([start('0 3 * * *'), start('0 3 * * *')])
    expect(await jobStore.count(database)).toEqual(new Map([['ready', 1]]))
    const job = await jobStore.find(database, 'clean-up-2026-03-02T03:00:00.000Z')
    expect(job).toMatchObject({ kind: 'clean-up', runAt: '2026-03-02T03:00:00.000Z' })
  })

  test('that was due while nobody ran is there to be done, once', async () => {
    await start('0 3 * * *')
    vi.setSystemTime(Date.now() + 3 * DAY_MS)
    await start('0 3 * * *')
    const claimed = await jobStore.claim(database, 10, 1000)
    expect(claimed.map(({ id }) => id)).toEqual(['clean-up-2026-03-02T03:00:00.000Z'])
  })

  test('with a pattern that makes no sense does not start', async () => {
    await expect(start('every day')).rejects.toThrow()
  })
})

test('the clean-up deletes what ended well long ago, and nothing else', async () => {
  for (const id of ['old', 'failed', 'new']) {
    await jobStore.enqueue(database, { id, kind: 'work', payload: {} })
    const [job] = await jobStore.claim(database, 1, 60_000)
    if (job === undefined) throw new Error('nothing was claimed')
    await database
      .transaction()
      .execute((tx) =>
        id === 'failed'
          ? jobStore.fail(tx, job, { error: 'no', runAt: undefined, isCounted: true })
          : jobStore.finish(tx, job, undefined),
      )
    vi.setSystemTime(Date.now() + DAY_MS)
  }
  const outcome = await cleanUp(database, 1.5 * DAY_MS)({} as never, AbortSignal.abort())
  expect(outcome.result).toEqual({ deleted: 1 })
  expect(await jobStore.find(database, 'old')).toBeUndefined()
})

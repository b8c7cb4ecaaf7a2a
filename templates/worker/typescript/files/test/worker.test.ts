import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { type Database, openDatabase } from '../src/database/database.ts'
import { HopelessJob, type Job, type JobHandler, LeaseLost } from '../src/jobs/job.ts'
import { jobStore } from '../src/jobs/job-store.ts'
import { createWorker } from '../src/jobs/worker.ts'
import { createMetrics } from '../src/observability/metrics.ts'
import { testDatabase } from './test-database.ts'

const SCHEDULE = { maxAttempts: 3, initialMs: 1, maxMs: 2, giveUpMs: 60_000 }
const within = { timeout: 5000, interval: 5 }
let database: Database

beforeEach(async () => {
  database = await openDatabase(await testDatabase())
})
afterEach(() => database.destroy())

const enqueue = (id: string, more: object = {}) =>
  jobStore.enqueue(database, { id, kind: 'work', payload: {}, ...more })
const statusOf = async (id: string) => (await jobStore.find(database, id))?.status
const claimIds = async (limit: number, leaseMs = 60_000) =>
  (await jobStore.claim(database, limit, leaseMs)).map(({ id }) => id)

/** A worker that is stopped with its test. */
function work(handler: JobHandler, more: { concurrency?: number; leaseMs?: number } = {}) {
  const metrics = createMetrics()
  const worker = createWorker({
    database,
    handlers: { work: handler },
    listeners: [],
    schedule: SCHEDULE,
    concurrency: 2,
    leaseMs: 60_000,
    pollMs: 5,
    log: pino({ level: 'silent' }),
    metrics,
    ...more,
  })
  onTestFinished(() => worker.stop())
  worker.start()
  return { worker, metrics }
}

/** A handler that waits until it is let go. */
function gate() {
  const waiting: (() => void)[] = []
  const started: string[] = []
  const handler: JobHandler = async ({ id }) => {
    started.push(id)
    await new Promise<void>((resolve) => void waiting.push(resolve))
    return {}
  }
  return { handler, started, open: () => waiting.splice(0).forEach((resolve) => void resolve()) }
}

describe('a claim', () => {
  test('gives each job to one of many who ask at once', async () => {
    for (let n = 0; n < 20; n++) await enqueue(`j${n}`)
    const claims = await Promise.all(Array.from({ length: 6 }, () => claimIds(5)))
    const ids = claims.flat()
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids.length).toBe(20)
  })

  test('takes no job before its time', async () => {
    await enqueue('later', { runAt: new Date(Date.now() + 60_000) })
    expect(await claimIds(5)).toEqual([])
  })

  test('takes an urgent job first, but not before one that has waited for long', async () => {
    await enqueue('normal')
    await enqueue('old', { runAt: new Date(Date.now() - 120_000) })
    await enqueue('urgent', { priority: 'urgent' })
    expect(await claimIds(5)).toEqual(['old', 'urgent', 'normal'])
  })

  test('takes a job whose lease is over, and none whose lease is not', async () => {
    await enqueue('j1')
    expect(await claimIds(5, 1000)).toEqual(['j1'])
    expect(await claimIds(5)).toEqual([])
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 1001 })
    onTestFinished(() => void vi.useRealTimers())
    expect(await claimIds(5)).toEqual(['j1'])
  })

  test('makes what the one before writes too late: it is fenced off by its token', async () => {
    await enqueue('j1')
    const [late] = await jobStore.claim(database, 1, 1)
    await expect.poll(() => claimIds(1), within).toEqual(['j1'])
    if (late === undefined) throw new Error('nothing was claimed')
    const finish = database.transaction().execute((tx) => jobStore.finish(tx, late, 'late'))
    await expect(finish).rejects.toBeInstanceOf(LeaseLost)
    expect(await jobStore.renew(database, late, 1000)).toBe(false)
    expect(await statusOf('j1')).toBe('running')
  })
})

describe('the worker', () => {
  test('does no more jobs at once than it may', async () => {
    const { handler, started, open } = gate()
    for (const id of ['j1', 'j2', 'j3']) await enqueue(id)
    work(handler)
    await expect.poll(() => started.length, within).toBe(2)
    await new Promise((resolve) => setTimeout(resolve, 30))
    expect(started).toEqual(['j1', 'j2'])
    open()
    await expect.poll(() => started, within).toEqual(['j1', 'j2', 'j3'])
    open()
  })

  test('tries a job again that failed, and it has failed for good after its last attempt', async () => {
    const seen: number[] = []
    await enqueue('j1')
    work(async ({ attempts }) => {
      seen.push(attempts)
      throw new Error('no')
    })
    await expect.poll(() => statusOf('j1'), within).toBe('failed')
    expect(seen).toEqual([1, 2, 3])
  })

  test('does not try a job again that is hopeless, or of a kind that nobody does', async () => {
    await enqueue('j1')
    await enqueue('j2', { kind: 'unknown' })
    let calls = 0
    work(async () => {
      calls += 1
      throw new HopelessJob('never')
    })
    await expect.poll(() => statusOf('j1'), within).toBe('failed')
    await expect.poll(() => statusOf('j2'), within).toBe('failed')
    expect(calls).toBe(1)
  })

  test('gives up a job that has ended every process that tried it', async () => {
    await enqueue('j1')
    for (let n = 0; n < SCHEDULE.maxAttempts; n++) {
      await expect.poll(() => claimIds(1, 1), within).toEqual(['j1'])
    }
    await new Promise((resolve) => setTimeout(resolve, 5))
    let calls = 0
    work(async () => {
      calls += 1
      return {}
    })
    await expect.poll(() => statusOf('j1'), within).toBe('failed')
    expect(calls).toBe(0)
  })

  test('keeps the lease of a job that takes longer than one', async () => {
    const { handler, started, open } = gate()
    await enqueue('j1')
    work(handler, { leaseMs: 900 })
    await expect.poll(() => started, within).toEqual(['j1'])
    await new Promise((resolve) => setTimeout(resolve, 1500))
    expect(await claimIds(1)).toEqual([])
    open()
    await expect.poll(() => statusOf('j1'), within).toBe('done')
  })

  test('tells a handler that the lease is lost, and writes nothing of what it did', async () => {
    let signal: AbortSignal | undefined
    await enqueue('j1')
    const { metrics } = work(
      async (_, given) => {
        signal = given
        await new Promise((resolve) => given.addEventListener('abort', resolve, { once: true }))
        return { next: [{ id: 'follows', kind: 'work', payload: {} }] }
      },
      { leaseMs: 900 },
    )
    await expect.poll(() => signal, within).toBeDefined()
    const theirs = { lease_token: 'somebody else', lease_until: '9999-12-31T00:00:00.000Z' }
    await database.updateTable('jobs').set(theirs).execute()
    const lost = async () =>
      (await metrics.getSingleMetric('job_leases_lost_total')?.get())?.values[0]?.value
    await expect.poll(lost, within).toBe(1)
    expect(await statusOf('follows')).toBeUndefined()
  })

  test('tells a handler that its lease has run out when the database says nothing for so long', async () => {
    let signal: AbortSignal | undefined
    await enqueue('j1')
    work(
      async (_, given) => {
        signal = given
        await new Promise((resolve) => given.addEventListener('abort', resolve, { once: true }))
        return {}
      },
      { leaseMs: 300 },
    )
    await expect.poll(() => signal, within).toBeDefined()
    await database.schema.alterTable('jobs').renameTo('away').execute()
    await expect.poll(() => signal?.aborted, within).toBe(true)
    await database.schema.alterTable('away').renameTo('jobs').execute()
  })

  test('enqueues what follows with the end of the job', async () => {
    const done: string[] = []
    await enqueue('j1')
    work(async ({ id }: Job) => {
      done.push(id)
      return id === 'j1' ? { next: [{ id: 'j2', kind: 'work', payload: {} }] } : {}
    })
    await expect.poll(() => done, within).toEqual(['j1', 'j2'])
  })

  test('claims nothing more when it stops, and waits for what is running', async () => {
    const { handler, started, open } = gate()
    for (const id of ['j1', 'j2', 'j3']) await enqueue(id)
    const { worker } = work(handler)
    await expect.poll(() => started.length, within).toBe(2)
    let isStopped = false
    const stopped = worker.stop().then(() => {
      isStopped = true
    })
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(isStopped).toBe(false)
    open()
    await stopped
    expect(await statusOf('j1')).toBe('done')
    expect(await statusOf('j3')).toBe('ready')
  })
})

import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Database, openDatabase } from '../src/database/database.ts'
import { createHealth } from '../src/http/health.ts'
import { createMetrics } from '../src/observability/metrics.ts'
import { createElection } from '../src/patterns/leader-election/election.ts'
import { FencedOff, withFence } from '../src/patterns/leader-election/fence.ts'
import { createLeader } from '../src/patterns/leader-election/leader.ts'
import { leaseTable } from '../src/patterns/leader-election/lease-table.ts'

const LEASE_MS = 1000
const log = pino({ level: 'silent' })
let database: Database
let nowMs = 0

beforeEach(async () => {
  nowMs = 0
  database = await openDatabase('sqlite::memory:')
})
afterEach(() => database.destroy())

/** A candidate whose clock is `nowMs`, unless it has one of its own. */
const candidate = (holder: string, now = () => nowMs) =>
  createElection({ store: leaseTable(database, 'test'), holder, leaseMs: LEASE_MS, log, now })

describe('an election', () => {
  test('has one winner, however many try at once', async () => {
    const candidates = ['a', 'b', 'c'].map((name) => candidate(name))
    await Promise.all(candidates.map((one) => one.campaign()))
    expect(candidates.filter((one) => one.token() !== undefined)).toHaveLength(1)
  })

  test('keeps a leader that renews, for as long as it does', async () => {
    const [a, b] = [candidate('a'), candidate('b')]
    for (let round = 0; round < 10; round++) {
      await a.campaign()
      await b.campaign()
      nowMs += LEASE_MS * 0.6
      expect(a.token()).toBe(1)
      expect(b.token()).toBeUndefined()
    }
  })

  test('gives the lease of a silent leader to another, with a later token', async () => {
    const [a, b] = [candidate('a'), candidate('b')]
    await a.campaign()
    await b.campaign()
    nowMs += LEASE_MS - 1
    await b.campaign()
    expect(b.token()).toBeUndefined()
    expect(a.token()).toBe(1)
    nowMs += 1
    await b.campaign()
    expect(b.token()).toBe(2)
    expect(a.token()).toBeUndefined()
    await a.campaign()
    expect(a.token()).toBeUndefined()
  })

  test('has no two leaders at one time, whatever the clocks say', async () => {
    const [a, b] = [candidate('a', () => nowMs + 1_000_000), candidate('b', () => nowMs - 5000)]
    let changes = 0
    for (let step = 0; step < 400; step++) {
      nowMs += 50
      const before = a.token() ?? b.token()
      // One is silent for a while, then the other.
      if (step % 100 < 60) await a.campaign()
      if (step % 100 >= 40) await b.campaign()
      expect([a.token(), b.token()].filter((token) => token !== undefined).length).toBeLessThan(2)
      if ((a.token() ?? b.token()) !== before) changes += 1
    }
    expect(changes).toBeGreaterThan(4)
  })

  test('does not wait for the end of a lease that was given back', async () => {
    const [a, b] = [candidate('a'), candidate('b')]
    await a.campaign()
    await a.resign()
    await b.campaign()
    expect([a.token(), b.token()]).toEqual([undefined, 2])
  })

  test('takes nothing from a leader that gives back what is no more its own', async () => {
    const [a, b] = [candidate('a'), candidate('b')]
    await a.campaign()
    await b.campaign()
    nowMs += LEASE_MS
    await b.campaign()
    await a.resign()
    await b.campaign()
    expect(b.token()).toBe(2)
  })
})

describe('a fence', () => {
  const write = (token: number) => withFence(database, { resource: 'r', token }, async () => token)

  test('lets through the same token and later ones', async () => {
    expect([await write(1), await write(1), await write(3)]).toEqual([1, 1, 3])
  })

  test('refuses a token when a later one was there, and leaves nothing of what it would write', async () => {
    await write(2)
    const late = withFence(database, { resource: 'r', token: 1 }, (tx) =>
      tx.insertInto('fences').values({ resource: 'late', token: 1 }).execute(),
    )
    await expect(late).rejects.toBeInstanceOf(FencedOff)
    const rows = await database.selectFrom('fences').selectAll().execute()
    expect(rows).toEqual([{ resource: 'r', token: 2 }])
  })

  test('does not count a write that failed', async () => {
    const failed = withFence(database, { resource: 'r', token: 9 }, async () => {
      throw new Error('disk full')
    })
    await expect(failed).rejects.toThrow('disk full')
    expect(await write(1)).toBe(1)
  })
})

test('what a leader writes after somebody else was elected is refused and counted', async () => {
  const metrics = createMetrics()
  const options = { database, holder: 'a', leaseMs: LEASE_MS, log, metrics, health: createHealth() }
  const leader = createLeader(options)
  let finish: (result: string) => void = () => {}
  let isWorking = false
  leader.assume({
    name: 'duty',
    intervalMs: 5,
    work: () => {
      isWorking = true
      return new Promise((resolve) => {
        finish = resolve
      })
    },
  })
  leader.start()
  await expect.poll(() => isWorking).toBe(true)
  // While it works, another one is elected and does the duty.
  await withFence(database, { resource: 'duty', token: 2 }, async () => {})
  finish('late')
  await expect
    .poll(async () => (await metrics.getSingleMetric('fenced_off_writes_total')?.get())?.values)
    .toMatchObject([{ value: 1 }])
  finish('late')
  expect(await database.selectFrom('duty_runs').selectAll().execute()).toEqual([])
  const stopped = leader.stop()
  const timer = setInterval(() => finish('late'), 1)
  await stopped
  clearInterval(timer)
})

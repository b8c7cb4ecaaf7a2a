import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { type Database, openDatabase } from '../src/database/database.ts'
import { DependencyUnavailable } from '../src/http-client/http-client.ts'
import type { Delivery, Handler } from '../src/messaging/broker.ts'
import { Unprocessable } from '../src/messaging/unprocessable.ts'
import { createMetrics, type Metrics } from '../src/observability/metrics.ts'
import { runCommand } from '../src/patterns/dead-letters/commands.ts'
import { type DeadLetters, parkMessages } from '../src/patterns/dead-letters/park-messages.ts'
import { testDatabase } from './test-database.ts'

const OUTAGE_MS = 60_000

let database: Database
let metrics: Metrics
let deadLetters: DeadLetters
let failures: Error[]
let handled: string[]
let mail: Handler

function open(): void {
  metrics = createMetrics()
  const log = pino({ level: 'silent' })
  const options = { database, maxAttempts: 3, outageMs: OUTAGE_MS, intervalMs: 5, log, metrics }
  deadLetters = parkMessages(options)
  mail = deadLetters.policy('mail', async ({ id }) => {
    const failure = failures.shift()
    if (failure !== undefined) throw failure
    handled.push(id)
  })
}

beforeEach(async () => {
  database = await openDatabase(await testDatabase())
  failures = []
  handled = []
  open()
})
afterEach(async () => {
  await deadLetters.stop()
  await database.destroy()
})

const delivery = (id: string, attempt = 1): Delivery => {
  return { id, topic: 't', key: 'k', body: { n: 1 }, headers: { a: 'b' }, attempt }
}
const no = () => new Error('refused')
const down = () => new DependencyUnavailable('mail', 'down')
const run = (...args: string[]) => runCommand(database, args)
const parked = async () => (await metrics.getSingleMetric('dead_letters')?.get())?.values

/** Delivers as a broker does: again while the handler throws. */
async function deliver(id: string): Promise<number> {
  for (let attempt = 1; attempt <= 10; attempt++) {
    try {
      await mail(delivery(id, attempt))
      return attempt
    } catch {}
  }
  return Number.POSITIVE_INFINITY
}

describe('a message', () => {
  test('that fails as often as it may is parked, and the next is handled', async () => {
    failures = [no(), no(), no()]
    expect(await deliver('m1')).toBe(3)
    await deliver('m2')
    expect(handled).toEqual(['m2'])
    expect(await parked()).toMatchObject([{ labels: { source: 'mail' }, value: 1 }])
  })

  test('that is handled before that leaves nothing behind', async () => {
    failures = [no(), no()]
    expect(await deliver('m1')).toBe(3)
    expect((await run('list', '--all')).text).toBe('Nothing is parked.')
  })

  test('that cannot be read is parked at once', async () => {
    failures = [new Unprocessable('no such version')]
    expect(await deliver('m1')).toBe(1)
    expect((await run('show', 'mail/m1')).text).toContain('no such version')
  })

  test('is counted over restarts, whatever attempt the broker says it is', async () => {
    failures = [no(), no()]
    await expect(mail(delivery('m1'))).rejects.toThrow('refused')
    await expect(mail(delivery('m1'))).rejects.toThrow('refused')
    open()
    failures = [no()]
    await mail(delivery('m1'))
    expect((await run('list')).text).toContain('attempts 3')
  })

  test('that waits for a service in an outage is not parked', async () => {
    failures = Array.from({ length: 9 }, down)
    expect(await deliver('m1')).toBe(10)
    expect(handled).toEqual(['m1'])
  })

  test('that has waited too long for one is', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    onTestFinished(() => void vi.useRealTimers())
    failures = [down(), down(), down()]
    await expect(mail(delivery('m1'))).rejects.toThrow('down')
    vi.setSystemTime(Date.now() + OUTAGE_MS)
    await mail(delivery('m1', 2))
    expect((await run('list')).text).toContain('attempts 0')
  })

  test('that is delivered once more after it was parked is left alone', async () => {
    failures = [no(), no(), no()]
    await deliver('m1')
    await mail(delivery('m1'))
    expect(handled).toEqual([])
  })
})

describe('whoever looks after the service', () => {
  beforeEach(async () => {
    failures = [no(), no(), no()]
    await deliver('m1')
  })

  test('has it tried again, as it came and under the same id', async () => {
    expect(await run('retry', 'mail/m1')).toMatchObject({ exitCode: 0 })
    deadLetters.start()
    await expect.poll(() => handled).toEqual(['m1'])
    await expect.poll(async () => (await run('list')).text).toBe('Nothing is parked.')
  })

  test('has it tried once, and it is parked again with its history when it fails', async () => {
    failures = [new Error('still refused'), no()]
    await run('retry', '--all')
    deadLetters.start()
    await expect.poll(async () => (await run('show', 'mail/m1')).text).toContain('still refused')
    const letter = JSON.parse((await run('show', 'mail/m1', '--json')).text)
    expect(letter).toMatchObject({ state: 'parked', attempts: 4, payload: { headers: { a: 'b' } } })
    expect(failures).toHaveLength(1)
  })

  test('discards it', async () => {
    expect(await run('discard', 'mail/m1')).toMatchObject({ exitCode: 0 })
    expect(await run('show', 'mail/m1')).toMatchObject({ exitCode: 1 })
  })

  test.each([
    [['retry', 'mail/other'], 1],
    [['discard', 'mail/other'], 1],
    [['retry'], 2],
    [['retry', 'mail/m1', '--all'], 2],
    [[], 2],
  ])('who asks for %j is told so', async (args, exitCode) => {
    expect(await run(...args)).toMatchObject({ exitCode })
    expect((await run('list')).text).toContain('mail/m1  parked')
  })
})

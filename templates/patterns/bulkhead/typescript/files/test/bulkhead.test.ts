import { describe, expect, test } from 'vitest'
import { DependencyUnavailable } from '../src/http-client/http-client.ts'
import { createMetrics } from '../src/observability/metrics.ts'
import { bulkhead } from '../src/patterns/bulkhead.ts'
import { startFakes, startService } from './helpers.ts'

function setUp() {
  const policy = bulkhead({ concurrent: 2, queued: 1, metrics: createMetrics() })
  const waiting: (() => void)[] = []
  const callTo = (name: string) => {
    const send = policy({ name, url: 'http://127.0.0.1:1', timeoutMs: 1 }, async () => {
      await new Promise<void>((resolve) => void waiting.push(resolve))
      return { status: 200, body: {} }
    })
    return () => send({ method: 'GET', path: '' })
  }
  const finishAll = async () => {
    while (waiting.length > 0) {
      waiting.shift()?.()
      await new Promise(setImmediate)
    }
  }
  return { callTo, waiting, finishAll }
}

describe('a bulkhead', () => {
  test('lets so many calls through, has so many wait, and refuses the next at once', async () => {
    const { callTo, waiting, finishAll } = setUp()
    const call = callTo('payments')
    const calls = [call(), call(), call()]
    await new Promise(setImmediate)
    expect(waiting).toHaveLength(2)
    await expect(call()).rejects.toMatchObject({ refusedHere: true })
    await expect(call()).rejects.toBeInstanceOf(DependencyUnavailable)
    await finishAll()
    expect((await Promise.all(calls)).map(({ status }) => status)).toEqual([200, 200, 200])
  })

  test('has places of its own for each service', async () => {
    const { callTo, waiting, finishAll } = setUp()
    const payments = callTo('payments')
    const full = [payments(), payments(), payments()]
    const stock = callTo('stock')()
    await new Promise(setImmediate)
    expect(waiting).toHaveLength(3)
    await finishAll()
    await Promise.all([...full, stock])
  })
})

test('an order that finds no place is put off, and payments is not asked', async () => {
  const fakes = await startFakes()
  const limits = { BULKHEAD_CONCURRENT: 1, BULKHEAD_QUEUED: 0, DEPENDENCY_TIMEOUT_MS: 300 }
  const service = await startService(fakes, limits)
  fakes.modes.payments = 'hang'
  const first = service.put('a1')
  await expect.poll(() => fakes.requests.payments).toBe(1)
  const second = await service.put('a2')
  expect([202, 503]).toContain(second.statusCode)
  expect(fakes.requests.payments).toBe(1)
  fakes.modes.payments = 'ok'
  await first
})

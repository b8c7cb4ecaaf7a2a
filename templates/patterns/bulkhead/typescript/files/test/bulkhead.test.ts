import { describe, expect, test } from 'vitest'
import { DependencyUnavailable } from '../src/http-client/http-client.ts'
import { createMetrics } from '../src/observability/metrics.ts'
import { bulkhead } from '../src/patterns/bulkhead.ts'

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

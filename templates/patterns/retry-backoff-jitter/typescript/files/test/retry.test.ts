import { describe, expect, test } from 'vitest'
import { DependencyUnavailable, type HttpRequest } from '../src/http-client/http-client.ts'
import { createMetrics } from '../src/observability/metrics.ts'
import { retry } from '../src/patterns/retry.ts'

const PUT: HttpRequest = { method: 'PUT', path: 'x' }

/** A call that fails as often as `failures` says, behind the policy. */
function setUp(failures: Error[], maxDelayMs = 4) {
  const metrics = createMetrics()
  const policy = retry({ retries: 2, initialDelayMs: 1, maxDelayMs, metrics })
  let calls = 0
  const call = policy({ name: 'stock', url: 'http://127.0.0.1:1', timeoutMs: 1 }, async () => {
    calls += 1
    const failure = failures.shift()
    if (failure !== undefined) throw failure
    return { status: 200, body: {} }
  })
  return { call, calls: () => calls }
}

const down = () => new DependencyUnavailable('stock', 'down')

describe('a retry', () => {
  test('gets an answer from a service that failed twice', async () => {
    const { call, calls } = setUp([down(), down()])
    expect((await call(PUT)).status).toBe(200)
    expect(calls()).toBe(3)
  })

  test('gives up after its last attempt, with what that one said', async () => {
    const { call, calls } = setUp([down(), down(), down(), down()])
    await expect(call(PUT)).rejects.toBeInstanceOf(DependencyUnavailable)
    expect(calls()).toBe(3)
  })

  test('does not repeat a fault of our own', async () => {
    const { call, calls } = setUp([new TypeError('our bug')])
    await expect(call(PUT)).rejects.toBeInstanceOf(TypeError)
    expect(calls()).toBe(1)
  })

  test('does not repeat what a policy of ours refused', async () => {
    const { call, calls } = setUp([
      new DependencyUnavailable('stock', 'open', { refusedHere: true }),
    ])
    await expect(call(PUT)).rejects.toBeInstanceOf(DependencyUnavailable)
    expect(calls()).toBe(1)
  })

  test('pauses until the service said that it may come again', async () => {
    const told = new DependencyUnavailable('stock', 'answered 503', { retryAfterMs: 100 })
    const { call, calls } = setUp([told], 100)
    const beganMs = performance.now()
    expect((await call(PUT)).status).toBe(200)
    expect(performance.now() - beganMs).toBeGreaterThanOrEqual(95)
    expect(calls()).toBe(2)
  })

  test('does not come back before a service said that it may', async () => {
    const { call, calls } = setUp([
      new DependencyUnavailable('stock', 'answered 429', { retryAfterMs: 30_000 }),
    ])
    await expect(call(PUT)).rejects.toMatchObject({ retryAfterMs: 30_000 })
    expect(calls()).toBe(1)
  })

  test('does not repeat a POST without a key, and does with one', async () => {
    const without = setUp([down()])
    await expect(without.call({ method: 'POST', path: 'x' })).rejects.toThrow('down')
    const withKey = setUp([down()])
    await withKey.call({ method: 'POST', path: 'x', headers: { 'idempotency-key': 'a1' } })
    expect(withKey.calls()).toBe(2)
  })

  test('ends when its caller gives up', async () => {
    const caller = new AbortController()
    caller.abort()
    const { call, calls } = setUp([down(), down()])
    await expect(call({ ...PUT, signal: caller.signal })).rejects.toThrow()
    expect(calls()).toBeLessThan(3)
  })
})

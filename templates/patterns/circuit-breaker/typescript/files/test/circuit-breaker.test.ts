import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createHealth } from '../src/http/health.ts'
import { DependencyUnavailable, type HttpAnswer } from '../src/http-client/http-client.ts'
import { createMetrics } from '../src/observability/metrics.ts'
import { circuitBreaker } from '../src/patterns/circuit-breaker.ts'

const OPTIONS = { window: 10, minimumCalls: 4, failureRatio: 0.5, openMs: 1000 }
const PAYMENTS = { name: 'payments', url: 'http://127.0.0.1:1', timeoutMs: 1 }
const OK: HttpAnswer = { status: 200, body: {} }

type Behaviour = () => Promise<HttpAnswer>
const succeed: Behaviour = async () => OK
const fail: Behaviour = async () => {
  throw new DependencyUnavailable('payments', 'down')
}

// The tests own the clock, and nothing else of the timers: no test waits.
beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: 0 }))
afterEach(() => void vi.useRealTimers())
const passTime = (ms: number) => vi.setSystemTime(Date.now() + ms)

function setUp(options: Partial<typeof OPTIONS> = {}) {
  const payments = { behave: succeed, calls: 0 }
  const health = createHealth()
  const log = pino({ level: 'silent' })
  const policy = circuitBreaker({ ...OPTIONS, ...options, log, metrics: createMetrics(), health })
  const send = policy(PAYMENTS, () => {
    payments.calls += 1
    return payments.behave()
  })
  const call = () => send({ method: 'GET', path: '' }).catch((error: unknown) => error)
  const open = async () => {
    payments.behave = fail
    for (let i = 0; i < OPTIONS.minimumCalls; i++) await call()
    payments.calls = 0
  }
  const state = () => health.states().payments
  return { payments, call, open, state }
}

describe('a closed breaker', () => {
  test('passes calls and answers through', async () => {
    const { call, payments } = setUp()
    expect(await call()).toEqual(OK)
    expect(payments.calls).toBe(1)
  })

  test('does not judge before it has seen the minimum of calls', async () => {
    const { call, payments, state } = setUp()
    payments.behave = fail
    for (let i = 0; i < OPTIONS.minimumCalls - 1; i++) await call()
    expect(state()).toBe('closed')
    await call()
    expect(state()).toBe('open')
  })

  test('stays closed while no more than half of the calls fail', async () => {
    const { call, payments, state } = setUp()
    for (let i = 0; i < 20; i++) {
      payments.behave = i % 2 === 0 ? succeed : fail
      await call()
    }
    expect(state()).toBe('closed')
  })

  test('does not take a refusal for a failure', async () => {
    const { call, payments, state } = setUp()
    payments.behave = async () => ({ status: 402, body: {} })
    for (let i = 0; i < 20; i++) await call()
    expect(state()).toBe('closed')
  })

  test('does not take a fault of our own for an outage', async () => {
    const { call, payments, state } = setUp()
    payments.behave = async () => {
      throw new TypeError('our bug')
    }
    for (let i = 0; i < 20; i++) expect(await call()).toBeInstanceOf(TypeError)
    expect(state()).toBe('closed')
  })
})

describe('an open breaker', () => {
  test('refuses without calling payments, and says when to come back', async () => {
    const { call, open, payments } = setUp()
    await open()
    passTime(400)
    const error = await call()
    expect(error).toBeInstanceOf(DependencyUnavailable)
    expect(error).toMatchObject({ retryAfterMs: 600 })
    expect(payments.calls).toBe(0)
  })

  test('lets one call through when its time is up, and closes when that succeeds', async () => {
    const { call, open, payments, state } = setUp()
    await open()
    payments.behave = succeed
    passTime(999)
    await call()
    expect(payments.calls).toBe(0)
    passTime(1)
    expect(await call()).toEqual(OK)
    expect(state()).toBe('closed')
  })

  test('stays open for another round when the probe fails', async () => {
    const { call, open, payments, state } = setUp()
    await open()
    passTime(1000)
    await call()
    expect(payments.calls).toBe(1)
    expect(state()).toBe('open')
    passTime(999)
    await call()
    expect(payments.calls).toBe(1)
    expect(state()).toBe('open')
  })
})

describe('a half-open breaker', () => {
  test('refuses all calls but the probe', async () => {
    const { call, open, payments } = setUp()
    await open()
    passTime(1000)
    let answer: (result: HttpAnswer) => void = () => {}
    payments.behave = () =>
      new Promise((resolve) => {
        answer = resolve
      })
    const probe = call()
    const others = await Promise.all([call(), call(), call()])
    expect(others.every((error) => error instanceof DependencyUnavailable)).toBe(true)
    expect(payments.calls).toBe(1)
    answer(OK)
    expect(await probe).toEqual(OK)
  })

  test('is not closed by a probe whose caller gives up', async () => {
    const { call, open, payments, state } = setUp()
    await open()
    passTime(1000)
    const gone = new Error('the caller has gone')
    payments.behave = async () => {
      throw gone
    }
    expect(await call(), 'the caller is told what it was').toBe(gone)
    expect(state()).toBe('open')
    payments.behave = succeed
    passTime(1000)
    expect(await call()).toEqual(OK)
  })

  test('starts with a clean slate when it closes', async () => {
    const { call, open, payments, state } = setUp()
    await open()
    payments.behave = succeed
    passTime(1000)
    await call()
    payments.behave = fail
    await call()
    await call()
    expect(state()).toBe('closed')
  })
})

test('a minimum above the window is refused', () => {
  expect(() => setUp({ minimumCalls: 11 })).toThrow(RangeError)
})

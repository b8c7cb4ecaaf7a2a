import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type BreakerState, circuitBreaker } from '../src/patterns/circuit-breaker.ts'
import { type ChargeResult, PaymentsUnavailable } from '../src/payments/payments.ts'

const OPTIONS = { window: 10, minimumCalls: 4, failureRatio: 0.5, openMs: 1000 }
const CHARGE = { orderId: 'a1', amountCents: 100 }
const APPROVED: ChargeResult = { status: 'approved', paymentId: 'p1' }

type Behaviour = () => Promise<ChargeResult>
const succeed: Behaviour = async () => APPROVED
const fail: Behaviour = async () => {
  throw new PaymentsUnavailable('down')
}

// The tests own the clock, and nothing else of the timers: no test waits.
beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: 0 }))
afterEach(() => void vi.useRealTimers())
const passTime = (ms: number) => vi.setSystemTime(Date.now() + ms)

function setUp() {
  const changes: BreakerState[] = []
  const payments = { behave: succeed, calls: 0 }
  const breaker = circuitBreaker(
    {
      charge: () => {
        payments.calls += 1
        return payments.behave()
      },
    },
    { ...OPTIONS, onChange: (state) => changes.push(state) },
  )
  const call = () => breaker.charge(CHARGE).catch((error: unknown) => error)
  const open = async () => {
    payments.behave = fail
    for (let i = 0; i < OPTIONS.minimumCalls; i++) await call()
    payments.calls = 0
  }
  return { breaker, payments, changes, call, open }
}

describe('a closed breaker', () => {
  test('passes calls and answers through', async () => {
    const { call, payments } = setUp()
    expect(await call()).toEqual(APPROVED)
    expect(payments.calls).toBe(1)
  })

  test('does not judge before it has seen the minimum of calls', async () => {
    const { breaker, call, payments } = setUp()
    payments.behave = fail
    for (let i = 0; i < OPTIONS.minimumCalls - 1; i++) await call()
    expect(breaker.state()).toBe('closed')
    await call()
    expect(breaker.state()).toBe('open')
  })

  test('stays closed while no more than half of the calls fail', async () => {
    const { breaker, call, payments } = setUp()
    for (let i = 0; i < 20; i++) {
      payments.behave = i % 2 === 0 ? succeed : fail
      await call()
    }
    expect(breaker.state()).toBe('closed')
  })

  test('does not take a declined card for a failure', async () => {
    const { breaker, call, payments } = setUp()
    payments.behave = async () => ({ status: 'declined', reason: 'no funds' })
    for (let i = 0; i < 20; i++) await call()
    expect(breaker.state()).toBe('closed')
  })

  test('does not take a fault of our own for an outage', async () => {
    const { breaker, call, payments } = setUp()
    payments.behave = async () => {
      throw new TypeError('our bug')
    }
    for (let i = 0; i < 20; i++) expect(await call()).toBeInstanceOf(TypeError)
    expect(breaker.state()).toBe('closed')
  })
})

describe('an open breaker', () => {
  test('refuses without calling payments, and says when to come back', async () => {
    const { call, open, payments } = setUp()
    await open()
    passTime(400)
    const error = await call()
    expect(error).toBeInstanceOf(PaymentsUnavailable)
    expect(error).toMatchObject({ retryAfterMs: 600 })
    expect(payments.calls).toBe(0)
  })

  test('lets one call through when its time is up, and closes when that succeeds', async () => {
    const { call, open, payments, changes } = setUp()
    await open()
    payments.behave = succeed
    passTime(999)
    await call()
    expect(payments.calls).toBe(0)
    passTime(1)
    expect(await call()).toEqual(APPROVED)
    expect(changes).toEqual(['open', 'half-open', 'closed'])
  })

  test('stays open for another round when the probe fails', async () => {
    const { breaker, call, open, payments, changes } = setUp()
    await open()
    passTime(1000)
    await call()
    expect(payments.calls).toBe(1)
    expect(changes).toEqual(['open', 'half-open', 'open'])
    passTime(999)
    await call()
    expect(payments.calls).toBe(1)
    expect(breaker.state()).toBe('open')
  })
})

describe('a half-open breaker', () => {
  test('refuses all calls but the probe', async () => {
    const { call, open, payments } = setUp()
    await open()
    passTime(1000)
    let answer: (result: ChargeResult) => void = () => {}
    payments.behave = () =>
      new Promise((resolve) => {
        answer = resolve
      })
    const probe = call()
    const others = await Promise.all([call(), call(), call()])
    expect(others.every((error) => error instanceof PaymentsUnavailable)).toBe(true)
    expect(payments.calls).toBe(1)
    answer(APPROVED)
    expect(await probe).toEqual(APPROVED)
  })

  test('starts with a clean slate when it closes', async () => {
    const { breaker, call, open, payments } = setUp()
    await open()
    payments.behave = succeed
    passTime(1000)
    await call()
    payments.behave = fail
    await call()
    await call()
    expect(breaker.state()).toBe('closed')
  })
})

test('a minimum above the window is refused', () => {
  const payments = { charge: succeed }
  expect(() => circuitBreaker(payments, { ...OPTIONS, minimumCalls: 11 })).toThrow(RangeError)
})

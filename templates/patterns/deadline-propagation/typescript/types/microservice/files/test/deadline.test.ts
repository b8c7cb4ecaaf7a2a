import { beforeEach, describe, expect, test } from 'vitest'
import { DEADLINE_HEADER } from '../src/patterns/deadline.ts'
import type { FakeDependencies } from '../tools/fake-dependencies/fake-dependencies.ts'
import { ORDER, startFakes, startService } from './helpers.ts'

let fakes: FakeDependencies
let service: Awaited<ReturnType<typeof startService>>

beforeEach(async () => {
  fakes = await startFakes()
  service = await startService(fakes, { DEPENDENCY_TIMEOUT_MS: 3000 })
})

const put = (id: string, leftMs: string) => service.put(id, ORDER, { [DEADLINE_HEADER]: leftMs })

describe('the deadline of a request', () => {
  test('is told to the services that are called for it, less what has passed', async () => {
    await put('a1', '1500')
    const passedOn = Number(fakes.lastHeaders.payments?.[DEADLINE_HEADER])
    expect(passedOn).toBeGreaterThan(0)
    expect(passedOn).toBeLessThan(1500)
  })

  test('ends a call that would take longer', async () => {
    fakes.modes.payments = 'hang'
    const startedAt = performance.now()
    const answer = await put('a1', '300')
    // 504 where the caller has to come back, 202 where the service goes on by itself.
    expect([202, 504]).toContain(answer.statusCode)
    expect(performance.now() - startedAt).toBeLessThan(2500)
  })

  test('that is over already calls nobody', async () => {
    await put('a1', '0')
    expect(fakes.requests.payments).toBe(0)
  })

  test('is the one of the configuration when none is given, or one that makes no sense', async () => {
    for (const [id, leftMs] of [
      ['a1', 'soon'],
      ['a2', '999999'],
    ] as const) {
      expect((await put(id, leftMs)).statusCode).toBe(201)
      expect(Number(fakes.lastHeaders.payments?.[DEADLINE_HEADER])).toBeLessThanOrEqual(5000)
    }
  })

  test('does not bind what happens after the answer', async () => {
    await put('a1', '2000')
    await expect.poll(() => fakes.sent.has('a1-paid'), { timeout: 3000 }).toBe(true)
    expect(fakes.lastHeaders.notifications?.[DEADLINE_HEADER]).toBeUndefined()
  })
})

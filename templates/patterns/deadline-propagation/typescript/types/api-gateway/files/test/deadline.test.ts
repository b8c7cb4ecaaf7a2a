import { beforeEach, describe, expect, test } from 'vitest'
import { DEADLINE_HEADER } from '../src/patterns/deadline.ts'
import type { FakeDependencies } from '../tools/fake-dependencies/fake-dependencies.ts'
import { ORDER, startFakes, startService } from './helpers.ts'

let fakes: FakeDependencies
let service: Awaited<ReturnType<typeof startService>>

beforeEach(async () => {
  fakes = await startFakes()
  service = await startService(fakes, { UPSTREAM_TIMEOUT_MS: 3000 })
})

const put = (id: string, leftMs: string) => service.put(id, ORDER, { [DEADLINE_HEADER]: leftMs })

describe('the deadline of a request', () => {
  test('is told to the upstream, less what has passed', async () => {
    await put('a1', '1500')
    const passedOn = Number(fakes.lastHeaders.orders?.[DEADLINE_HEADER])
    expect(passedOn).toBeGreaterThan(0)
    expect(passedOn).toBeLessThanOrEqual(1500)
  })

  test('ends a call that would take longer', async () => {
    fakes.modes.orders = 'hang'
    const startedAt = performance.now()
    expect((await put('a1', '300')).statusCode).toBe(504)
    expect(performance.now() - startedAt).toBeLessThan(2500)
  })

  test('that is over already calls nobody', async () => {
    expect((await put('a1', '0')).statusCode).toBe(504)
    expect(fakes.requests.orders).toBe(0)
  })

  test('is the one of the configuration when none is given, or one that makes no sense', async () => {
    for (const [id, leftMs] of [
      ['a1', 'soon'],
      ['a2', '999999'],
    ] as const) {
      expect((await put(id, leftMs)).statusCode).toBe(201)
      expect(Number(fakes.lastHeaders.orders?.[DEADLINE_HEADER])).toBeLessThanOrEqual(5000)
    }
  })
})

import { beforeEach, describe, expect, test } from 'vitest'
import type { FakeDependencies } from '../tools/fake-dependencies/fake-dependencies.ts'
import { startFakes, startService } from './helpers.ts'

let fakes: FakeDependencies
let service: Awaited<ReturnType<typeof startService>>
beforeEach(async () => {
  fakes = await startFakes()
  service = await startService(fakes, { CACHE_PENDING_TTL_MS: 60_000 })
})

const loads = () => service.metric('cache_load_duration_seconds_count{cache="orders"}')

describe('reading an order', () => {
  test('again and again asks the database once', async () => {
    await service.put('a1')
    const before = (await loads()) ?? 0
    const answers = await Promise.all(Array.from({ length: 20 }, () => service.get('/orders/a1')))
    expect(answers.map((answer) => answer.json().status)).toEqual(Array(20).fill('paid'))
    expect(await loads()).toBe(before + 1)
  })

  test('shows each change as soon as whoever made it has their answer', async () => {
    fakes.modes.payments = 'fail'
    await service.put('a1')
    expect((await service.get('/orders/a1')).json()).toMatchObject({ status: 'pending' })
    fakes.modes.payments = 'ok'
    await expect
      .poll(async () => (await service.put('a1')).json().status, { timeout: 10_000 })
      .toBe('paid')
    expect((await service.get('/orders/a1')).json()).toMatchObject({ status: 'paid' })
  })

  test('that is not there is asked for anew each time', async () => {
    expect((await service.get('/orders/a1')).statusCode).toBe(404)
    await service.put('a1')
    expect((await service.get('/orders/a1')).statusCode).toBe(200)
  })
})

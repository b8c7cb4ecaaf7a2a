import { beforeEach, describe, expect, test } from 'vitest'
import type { FakeDependencies } from '../tools/fake-dependencies/fake-dependencies.ts'
import { CANCELLED, startFakes, startService } from './helpers.ts'

let fakes: FakeDependencies
let service: Awaited<ReturnType<typeof startService>>
beforeEach(async () => {
  fakes = await startFakes()
  service = await startService(fakes, { CACHE_PENDING_TTL_MS: 60_000 })
})

const loads = () => service.metric('cache_load_duration_seconds_count{cache="shipments"}')
const within = { timeout: 10_000 }

describe('reading a shipment', () => {
  test('again and again asks the database once', async () => {
    await service.put('a1')
    await expect.poll(() => service.statusOf('a1'), within).toBe('booked')
    const before = await loads()
    const seen = await Promise.all(Array.from({ length: 20 }, () => service.statusOf('a1')))
    expect(new Set(seen)).toEqual(new Set(['booked']))
    expect(await loads()).toBe(before)
  })

  test('shows each change, long before the cache would forget what was', async () => {
    await service.put('a1')
    await expect.poll(() => service.statusOf('a1'), within).toBe('booked')
    await service.put('cancel-a1', CANCELLED('a1'))
    await expect.poll(() => service.statusOf('a1'), within).toBe('cancelled')
  })
})

import { expect, test } from 'vitest'
import { openDatabase } from '../src/database/database.ts'
import { createMetrics } from '../src/observability/metrics.ts'
import { handleOnce } from '../src/patterns/handle-once.ts'
import { testDatabase } from './test-database.ts'

test('a message that comes again after it was handled is left out, for its group alone', async () => {
  const database = await openDatabase(await testDatabase())
  const handled: string[] = []
  const policy = handleOnce(database, createMetrics())
  const delivery = { id: 'm1', topic: 't', key: 'k', body: {}, headers: {}, attempt: 1 }
  const mail = policy('mail', async () => void handled.push('mail'))
  const reports = policy('reports', async () => void handled.push('reports'))
  await mail(delivery)
  await mail({ ...delivery, attempt: 2 })
  await reports(delivery)
  expect(handled).toEqual(['mail', 'reports'])
  await database.destroy()
})

test('a message whose handling failed is handled when it comes again', async () => {
  const database = await openDatabase(await testDatabase())
  let calls = 0
  const handle = handleOnce(database, createMetrics())('mail', async () => {
    calls += 1
    if (calls === 1) throw new Error('not yet')
  })
  const delivery = { id: 'm1', topic: 't', key: 'k', body: {}, headers: {}, attempt: 1 }
  await expect(handle(delivery)).rejects.toThrow('not yet')
  await handle({ ...delivery, attempt: 2 })
  expect(calls).toBe(2)
  await database.destroy()
})

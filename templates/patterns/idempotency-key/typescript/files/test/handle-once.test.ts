import { expect, test } from 'vitest'
import { openDatabase } from '../src/database/database.ts'
import { createMetrics } from '../src/observability/metrics.ts'
import { handleOnce } from '../src/patterns/handle-once.ts'
import { testDatabase } from './test-database.ts'

const OPTIONS = () => ({ keepMs: 60_000, metrics: createMetrics() })

test('a message that comes again after it was handled is left out, for its group alone', async () => {
  const database = await openDatabase(await testDatabase())
  const handled: string[] = []
  const policy = handleOnce({ database, ...OPTIONS() })
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
  const handle = handleOnce({ database, ...OPTIONS() })('mail', async () => {
    calls += 1
    if (calls === 1) throw new Error('not yet')
  })
  const delivery = { id: 'm1', topic: 't', key: 'k', body: {}, headers: {}, attempt: 1 }
  await expect(handle(delivery)).rejects.toThrow('not yet')
  await handle({ ...delivery, attempt: 2 })
  expect(calls).toBe(2)
  await database.destroy()
})

test('what was handled long ago is not remembered for ever', async () => {
  const database = await openDatabase(await testDatabase())
  const note = { group_name: 'mail', message_id: 'old' }
  const longAgo = new Date(Date.now() - 60_001).toISOString()
  await database
    .insertInto('handled_messages')
    .values({ ...note, handled_at: longAgo })
    .execute()
  const handle = handleOnce({ database, ...OPTIONS() })('mail', async () => {})
  await handle({ id: 'new', topic: 't', key: 'k', body: {}, headers: {}, attempt: 1 })
  const rows = await database.selectFrom('handled_messages').select('message_id').execute()
  expect(rows).toEqual([{ message_id: 'new' }])
  await database.destroy()
})

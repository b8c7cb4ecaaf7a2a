import { InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace'
import { sql } from 'kysely'
import { expect, onTestFinished, test } from 'vitest'
import { openDatabase } from '../src/database/database.ts'
import { createTracing } from '../src/patterns/tracing/tracing.ts'

async function setUp() {
  const exporter = new InMemorySpanExporter()
  const processors = [new SimpleSpanProcessor({ exporter })]
  const tracing = createTracing({ serviceName: 'shop', ratio: 1, processors })
  const database = await openDatabase('sqlite::memory:')
  onTestFinished(() => database.destroy())
  const names = () => exporter.getFinishedSpans().map(({ name }) => name)
  return { tracing, database, names, spans: () => exporter.getFinishedSpans() }
}

test('a query is a span below what asked for it, with its text and without its values', async () => {
  const { tracing, database, spans } = await setUp()
  await tracing.run('order', {}, () => sql`select ${'secret'} as word`.execute(database))
  const [query, order] = spans()
  expect(query?.parentSpanContext?.spanId).toBe(order?.spanContext().spanId)
  expect(query).toMatchObject({
    name: 'query select',
    attributes: { 'db.query.text': 'select ? as word' },
  })
})

test('a query that fails is marked', async () => {
  const { tracing, database, spans } = await setUp()
  const failed = tracing.run('order', {}, () => sql`select * from nowhere`.execute(database))
  await expect(failed).rejects.toThrow('nowhere')
  expect(spans()[0]?.status.message).toContain('nowhere')
})

test('work that nobody is waiting for makes no spans', async () => {
  const { database, names } = await setUp()
  await sql`select 1`.execute(database)
  expect(names()).toEqual([])
})

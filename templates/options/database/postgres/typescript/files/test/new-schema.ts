import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { onTestFinished } from 'vitest'

/** A schema of its own on a PostgreSQL server, dropped with the test; the URL whose connections use it. */
export async function newSchema(server: string): Promise<string> {
  const schema = `test_${randomUUID().replaceAll('-', '')}`
  await run(server, `create schema ${schema}`)
  onTestFinished(() => run(server, `drop schema ${schema} cascade`))
  const url = new URL(server)
  url.searchParams.set('options', `-c search_path=${schema}`)
  return url.href
}

async function run(server: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: server })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

import { Kysely, sql } from 'kysely'
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { type Database, openDatabase } from '../src/database/database.ts'
import { exclusively, lockUntilCommit } from '../src/database/locks.ts'
import { postgres } from '../src/database/postgres.ts'
import { newSchema } from './new-schema.ts'

const SERVER = process.env.TEST_DATABASE_URL

async function open(url: string): Promise<Database> {
  const database = await openDatabase(url)
  onTestFinished(() => database.destroy())
  return database
}

describe.runIf(SERVER !== undefined)('on PostgreSQL', () => {
  let url: string
  beforeEach(async () => {
    url = await newSchema(SERVER ?? '')
  })

  test('replicas that start at once bring the tables up to date together', async () => {
    const replicas = await Promise.all([open(url), open(url), open(url), open(url)])
    const counts = replicas.map(async (database) => {
      const query = sql<{ n: number }>`select count(*) as n from kysely_migration`
      return (await query.execute(database)).rows[0]?.n
    })
    const [first, ...others] = await Promise.all(counts)
    expect(first).toBeGreaterThan(0)
    expect(new Set(others)).toEqual(new Set([first]))
  })

  test('what was done in another schema of the same database is not taken for done here', async () => {
    await open(url)
    const other = await open(await newSchema(SERVER ?? ''))
    const query = sql<{ n: number }>`select count(*) as n from kysely_migration`
    expect((await query.execute(other)).rows[0]?.n).toBeGreaterThan(0)
  })

  test('64-bit numbers are numbers', async () => {
    const database = await open(url)
    const { rows } = await sql<{ n: number }>`select 3000000000::bigint as n`.execute(database)
    expect(rows).toEqual([{ n: 3_000_000_000 }])
  })

  test('of two replicas one at a time does what is to be done exclusively', async () => {
    const replicas = [await open(url), await open(url)]
    let underWay = 0
    let most = 0
    const work = async () => {
      underWay += 1
      most = Math.max(most, underWay)
      await new Promise((resolve) => setTimeout(resolve, 10))
      underWay -= 1
    }
    const rounds = [...replicas, ...replicas, ...replicas]
    await Promise.all(rounds.map((database) => exclusively(database, 'work', work)))
    expect(most).toBe(1)
  })

  test('locks of other names do not wait for each other', async () => {
    const database = await open(url)
    await database.transaction().execute(async (tx) => {
      await lockUntilCommit(tx, 'one')
      await exclusively(database, 'another', async () => {})
    })
  })

  test('a connection that ends within a transaction says that there is no database', async () => {
    const [database, killer] = [await open(url), await open(url)]
    const killed = database.transaction().execute(async (tx) => {
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx)
      await sql`select pg_terminate_backend(${rows[0]?.pid})`.execute(killer)
      await sql`select 1`.execute(tx)
    })
    await expect(killed).rejects.toMatchObject({ code: 'database-unavailable' })
  })

  test('a transaction without an answer leaves nothing to whoever gets its connection', async () => {
    const database = new Kysely<unknown>({ dialect: postgres(url, { answerMs: 200 }) })
    onTestFinished(() => database.destroy())
    const late = database.transaction().execute(async (tx) => {
      await sql`create table half_done (n int)`.execute(tx)
      await sql`select pg_sleep(1)`.execute(tx)
    })
    await expect(late).rejects.toMatchObject({ code: 'database-unavailable' })
    const isThere = async () => {
      const query = sql<{ name: string | null }>`select to_regclass('half_done') as name`
      return (await query.execute(database)).rows[0]?.name
    }
    await new Promise((resolve) => setTimeout(resolve, 1500))
    expect(await isThere()).toBeNull()
  })

  test('a process that stands still in a transaction does not keep its locks', async () => {
    const still: Database = new Kysely({ dialect: postgres(url, { idleMs: 500 }) })
    onTestFinished(() => still.destroy())
    const other = await open(url)
    const stopped = still.transaction().execute(async (tx) => {
      await lockUntilCommit(tx, 'work')
      await exclusively(other, 'work', async () => {})
      await sql`select 1`.execute(tx)
    })
    await expect(stopped).rejects.toMatchObject({ code: 'database-unavailable' })
    expect((await sql`select 1 as n`.execute(still)).rows).toEqual([{ n: 1 }])
  })

  test('a text that the server cannot keep is said to be wrong', async () => {
    const asked = sql`select ${'a\0b'}::text`.execute(await open(url))
    await expect(asked).rejects.toMatchObject({ status: 400, code: 'invalid' })
  })

  test('a connection that the server ends is replaced by another', async () => {
    const database = await open(url)
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(database)
    const killer = await open(url)
    await sql`select pg_terminate_backend(${rows[0]?.pid})`.execute(killer)
    const isWell = () =>
      sql`select 1`.execute(database).then(
        () => true,
        () => false,
      )
    await expect.poll(isWell, { timeout: 5000 }).toBe(true)
  })
})

test('a server that is not there is a problem that passes', async () => {
  // Nobody listens on port 1.
  const database = new Kysely<unknown>({
    dialect: postgres('postgres://orders@127.0.0.1:1/orders'),
  })
  onTestFinished(() => database.destroy())
  const asked = sql`select 1`.execute(database)
  await expect(asked).rejects.toMatchObject({ status: 503, retryAfterMs: 1000 })
})

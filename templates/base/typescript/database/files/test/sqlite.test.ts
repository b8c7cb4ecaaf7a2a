import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { Kysely, type Migration, Migrator, sql } from 'kysely'
import Sqlite from 'libsql'
import { beforeEach, expect, onTestFinished, test } from 'vitest'
import { openDatabase } from '../src/database/database.ts'
import { sqlite } from '../src/database/sqlite.ts'

let file: string
let other: Sqlite.Database

/** A file to which another connection writes when it is told to. */
beforeEach(() => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'sqlite-'))
  file = path.join(folder, 'test.db')
  other = new Sqlite(file)
  other.exec('PRAGMA journal_mode = WAL')
  other.exec('create table notes (n int)')
  return () => {
    other.close()
    rmSync(folder, { recursive: true, force: true })
  }
})

function open(busyMs?: number): Kysely<{ notes: { n: number } }> {
  const database = new Kysely<{ notes: { n: number } }>({ dialect: sqlite(file, busyMs) })
  onTestFinished(() => database.destroy())
  return database
}

const write = (database: Kysely<{ notes: { n: number } }>) =>
  database.transaction().execute((tx) => tx.insertInto('notes').values({ n: 1 }).execute())

test('who waits for a busy file does not hold up everything else', async () => {
  const database = open()
  await sql`select 1`.execute(database)
  other.exec('begin immediate')
  let isDone = false
  const waiting = write(database).then(() => {
    isDone = true
  })
  const alone = database.insertInto('notes').values({ n: 2 }).execute()
  const beganMs = performance.now()
  for (let round = 0; round < 20; round++) await new Promise((resolve) => setTimeout(resolve, 10))
  expect(performance.now() - beganMs).toBeLessThan(2000)
  expect(isDone).toBe(false)
  other.exec('commit')
  await Promise.all([waiting, alone])
})

test('a file that is busy for too long is a problem that passes', async () => {
  const database = open(50)
  await sql`select 1`.execute(database)
  other.exec('begin immediate')
  await expect(write(database)).rejects.toMatchObject({ status: 503, retryAfterMs: 1000 })
  const alone = database.insertInto('notes').values({ n: 2 }).execute()
  await expect(alone).rejects.toMatchObject({ status: 503, retryAfterMs: 1000 })
  other.exec('commit')
  await write(database)
})

test('nobody waits longer for standing in line', async () => {
  const database = open(200)
  await sql`select 1`.execute(database)
  other.exec('begin immediate')
  const beganMs = performance.now()
  const ends = await Promise.allSettled(Array.from({ length: 20 }, () => write(database)))
  expect(ends.map(({ status }) => status)).toEqual(ends.map(() => 'rejected'))
  expect(performance.now() - beganMs).toBeLessThan(2000)
})

test('a transaction that has read can write: nobody else writes in between', async () => {
  const database = open()
  await database.transaction().execute(async (tx) => {
    await tx.selectFrom('notes').selectAll().execute()
    expect(() => other.exec('insert into notes values (7)')).toThrow(/locked/)
    await tx.insertInto('notes').values({ n: 1 }).execute()
  })
})

test('processes that start at once bring the tables up to date together', async () => {
  const url = `sqlite:${path.join(path.dirname(file), 'new', 'test.db')}`
  const databases = await Promise.all(Array.from({ length: 4 }, () => openDatabase(url)))
  await Promise.all(databases.map((database) => database.destroy()))
})

test('of a migration that fails in the middle nothing is left', async () => {
  const database = open()
  const migrate = (up: Migration['up']) =>
    new Migrator({ db: database, provider: { getMigrations: async () => ({ one: { up } }) } })
  const makeTable: Migration['up'] = async (db) =>
    db.schema.createTable('more').addColumn('n', 'integer').execute()
  const failing = migrate(async (db) => {
    await makeTable(db)
    throw new Error('the power is gone')
  })
  expect((await failing.migrateToLatest()).error).toBeDefined()
  expect((await migrate(makeTable).migrateToLatest()).error).toBeUndefined()
})

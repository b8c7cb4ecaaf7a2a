import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import Libsql from 'libsql'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { ProgressFact } from '../../src/learning/events.ts'
import { loadProgress } from '../../src/learning/load-progress.ts'
import { readEvents } from '../../src/learning/progress-store.ts'
import { recordProgress } from '../../src/learning/record.ts'

let home: string
let store: string
let warnings: string[]
const warn = (message: string) => void warnings.push(message)

beforeEach(async () => {
  home = await mkdtemp(path.join(os.tmpdir(), 'compendium-test-'))
  store = path.join(home, 'progress.db')
  process.env['COMPENDIUM_HOME'] = home
  warnings = []
})
afterEach(async () => {
  delete process.env['COMPENDIUM_HOME']
  await rm(home, { recursive: true, force: true })
})

const hint = (level: number): ProgressFact => ({ kind: 'hint', slug: 'circuit-breaker', data: { level } })
const record = (...facts: ProgressFact[]) => recordProgress(facts, { nowMs: 1_795_000_000_000, warn })
const levels = async () =>
  (await readEvents(warn)).map((event) => (event.kind === 'hint' ? event.data.level : event.kind))

test('events come back as they were recorded, also those of one millisecond in order', async () => {
  const facts = Array.from({ length: 50 }, (_, level) => hint(level))
  await record(...facts)
  const events = await readEvents(warn)
  expect(events.map(({ kind, slug, data }) => ({ kind, slug, data }))).toEqual(facts)
  expect(new Set(events.map(({ id }) => id)).size).toBe(50)
  expect(events.every(({ atMs }) => atMs === 1_795_000_000_000)).toBe(true)
  expect(warnings).toEqual([])
})

test('a home that is not there is made, for its owner alone', async () => {
  process.env['COMPENDIUM_HOME'] = path.join(home, 'a', 'b')
  await record(hint(1))
  expect(await levels()).toEqual([1])
  expect((await stat(path.join(home, 'a', 'b'))).mode & 0o777).toBe(0o700)
})

test('reading where nothing was recorded makes no file', async () => {
  process.env['COMPENDIUM_HOME'] = path.join(home, 'none')
  expect(await readEvents(warn)).toEqual([])
  expect(existsSync(path.join(home, 'none'))).toBe(false)
})

test('a home whose name has the signs of a URI is a home like any other', async () => {
  process.env['COMPENDIUM_HOME'] = path.join(home, 'what? 100%41 #1')
  await record(hint(1))
  expect(await readdir(path.join(home, 'what? 100%41 #1'))).toContain('progress.db')
  expect(await levels()).toEqual([1])
})

test('the log beside a file that is no database is kept with it, whatever is in it', async () => {
  await writeFile(store, 'garbage'.repeat(1000))
  await writeFile(`${store}-wal`, 'log')
  await record(hint(1))
  expect(await levels()).toEqual([1])
  expect(await readFile(`${store}.corrupt-1-wal`, 'utf8')).toBe('log')
})

test('a file that is no database is kept aside, and recording goes on in a new one', async () => {
  await writeFile(store, 'hello')
  await record(hint(1))
  expect(await levels()).toEqual([1])
  expect(await readFile(`${store}.corrupt-1`, 'utf8')).toBe('hello')
  expect(warnings).toEqual([`${store} is damaged; it was kept as progress.db.corrupt-1 and a new one begun`])
})

test('nothing that was set aside earlier is overwritten', async () => {
  await writeFile(`${store}.corrupt-1`, 'the first')
  await writeFile(`${store}.corrupt-2-wal`, 'a log alone')
  await writeFile(store, 'the third')
  await record(hint(1))
  expect(await readFile(`${store}.corrupt-1`, 'utf8')).toBe('the first')
  expect(existsSync(`${store}.corrupt-2`)).toBe(false)
  expect(await readFile(`${store}.corrupt-3`, 'utf8')).toBe('the third')
})

/** Leaves a database of many pages whose middle is overwritten, as a bad disk would. */
async function damagePages(): Promise<void> {
  await record(...Array.from({ length: 2000 }, (_, level) => hint(level)))
  const database = new Libsql(store)
  database.exec('pragma wal_checkpoint(truncate)')
  database.close()
  const bytes = await readFile(store)
  await writeFile(store, bytes.fill(0xa5, 8192, bytes.length - 8192))
}

test('damage that shows only in the middle of reading is found, kept and got over', async () => {
  await damagePages()
  expect(await levels()).toEqual([])
  expect(warnings).toEqual([expect.stringContaining('kept as progress.db.corrupt-1')])
  await record(hint(7))
  expect(await levels()).toEqual([7])
})

test('damage that shows only in the middle of writing is found, kept and got over', async () => {
  await damagePages()
  await record(...Array.from({ length: 3000 }, (_, level) => hint(level)))
  expect(await levels()).toHaveLength(3000)
  expect(warnings).toEqual([expect.stringContaining('kept as progress.db.corrupt-1')])
})

test('a database that was cut to nothing is kept with the log that still has its events', async () => {
  await record(hint(1))
  const open = new Libsql(store)
  open.exec('pragma journal_mode = wal')
  open.exec("update event set slug = 'changed'")
  await truncate(store, 0)
  const log = await readFile(`${store}-wal`)
  expect(log.length).toBeGreaterThan(0)
  await record(hint(2))
  open.close()
  expect(await levels()).toEqual([2])
  expect(await readFile(`${store}.corrupt-1-wal`)).toEqual(log)
})

test('a log without its database, left by a kill while setting aside, is kept and not replayed', async () => {
  await writeFile(`${store}-wal`, 'the log of an old database')
  await record(hint(1))
  expect(await levels()).toEqual([1])
  expect(await readFile(`${store}.corrupt-1-wal`, 'utf8')).toBe('the log of an old database')
})

test('a store of a newer compendium is left as it is', async () => {
  await record(hint(1))
  const newer = new Libsql(store)
  newer.exec('pragma user_version = 99')
  newer.close()
  const before = await readFile(store)
  await record(hint(2))
  expect(warnings).toEqual([expect.stringMatching(/^progress was not saved: .*newer compendium.*version 99/)])
  expect(await readFile(store)).toEqual(before)
  const progress = await loadProgress({ nowMs: 0, warn })
  expect(progress.hints).toBe(0)
  expect(warnings[1]).toMatch(/^progress could not be read: .*newer compendium/)
})

test('a folder in the place of the store is a warning', async () => {
  await mkdir(store)
  await record(hint(1))
  expect(warnings).toEqual([
    expect.stringMatching(/^progress was not saved: .*progress\.db cannot be opened/),
  ])
  expect((await loadProgress({ nowMs: 0, warn })).hints).toBe(0)
  expect((await stat(store)).isDirectory()).toBe(true)
})

test('a file in the place of the home is a warning', async () => {
  await writeFile(path.join(home, 'file'), 'mine')
  process.env['COMPENDIUM_HOME'] = path.join(home, 'file')
  await record(hint(1))
  expect(warnings).toEqual([expect.stringMatching(/^progress was not saved: /)])
  expect(await readFile(path.join(home, 'file'), 'utf8')).toBe('mine')
})

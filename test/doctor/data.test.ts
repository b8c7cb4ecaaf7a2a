import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import Libsql from 'libsql'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { examineData } from '../../src/doctor/examine.ts'
import type { ProgressEvent } from '../../src/learning/events.ts'
import { appendEvents, readEvents } from '../../src/learning/progress-store.ts'
import { bulkhead, writeTopics } from '../learning/helpers/corpus.ts'

/** As the first version made them, in the journal mode that SQLite starts with. */
const TABLES = `
  create table event (
    id text primary key, at_ms integer not null, kind text not null, slug text not null, data text not null
  ) strict, without rowid;
  create index event_by_time on event (at_ms, id);
  pragma user_version = 1;`
const NOW_MS = 1_795_000_000_000
let home: string
let store: string
let warnings: string[]
const warn = (message: string) => void warnings.push(message)

beforeEach(async () => {
  home = await mkdtemp(path.join(os.tmpdir(), 'compendium-test-'))
  store = path.join(home, 'progress.db')
  process.env['COMPENDIUM_HOME'] = home
  process.env['COMPENDIUM_CORPUS'] = path.join(home, 'corpus')
  await writeTopics(path.join(home, 'corpus'), [bulkhead])
  warnings = []
})
afterEach(async () => {
  delete process.env['COMPENDIUM_HOME']
  delete process.env['COMPENDIUM_CORPUS']
  await chmod(home, 0o700)
  await rm(home, { recursive: true, force: true })
})

const look = (fix = false) => examineData({ nowMs: NOW_MS, warn, version: '1.0.0', env: process.env }, fix)
/** `id severity`, and `fixed` where it is. */
const short = async (fix = false) =>
  (await look(fix)).findings.map(({ id, severity, fixed }) => (fixed ? `${id} fixed` : `${id} ${severity}`))
const hint = (number: number, more: Partial<ProgressEvent> = {}) =>
  ({
    id: `017f22e2-79b0-7cc3-98c4-${number.toString(16).padStart(12, '0')}`,
    atMs: number,
    kind: 'hint',
    slug: 'bulkhead',
    data: { level: number },
    ...more,
  }) as ProgressEvent
const hints = (count: number) => Array.from({ length: count }, (_, number) => hint(number))
const saved = async () => (await readEvents(warn)).length
function sql(...statements: readonly string[]): void {
  const database = new Libsql(store)
  for (const statement of statements) database.exec(statement)
  database.close()
}
const backups = () => readdir(path.join(home, 'backups')).catch(() => [])

it('a new learner, and one with a sound store, have nothing to mend', async () => {
  expect(await short()).toEqual([])
  await appendEvents(hints(3), warn)
  expect(await look(true)).toMatchObject({
    ok: true,
    findings: [],
    facts: [{ id: 'store' }, { what: '3 events in the store' }],
  })
  expect(await backups()).toEqual([])
})

it('looking changes no file, whatever is wrong', async () => {
  await appendEvents(hints(800), warn)
  sql('pragma wal_checkpoint(truncate)')
  const bytes = await readFile(store)
  await writeFile(store, bytes.fill(0xa5, 8192, 40_960))
  const files = async () => (await readdir(home)).filter((name) => !/-(wal|shm)$/.test(name))
  const before = await files()
  expect(await look()).toMatchObject({
    ok: false,
    findings: [{ id: 'store-damaged', severity: 'error', where: store }],
  })
  expect(await files()).toEqual(before)
  expect((await readFile(store)).equals(bytes)).toBe(true)
})

describe('a damaged store', () => {
  it('is kept as it is, and what can be read in it goes on: on both sides of the damage', async () => {
    await appendEvents(hints(1500), warn)
    sql('pragma wal_checkpoint(truncate)')
    const bytes = await readFile(store)
    const middle = Math.floor(bytes.length / 8192) * 4096
    await writeFile(store, bytes.fill(0xa5, middle, middle + 8192))
    expect(await short(true)).toEqual(['store-damaged fixed', 'store-aside-unread fixed', 'store-aside info'])
    expect((await readFile(`${store}.corrupt-1`)).equals(bytes)).toBe(true)
    const kept = await saved()
    expect(kept).toBeGreaterThan(1300)
    expect(kept).toBeLessThan(1500)
    const numbers = (await readEvents(warn)).map(({ atMs }) => atMs)
    expect([numbers[0], numbers.at(-1)]).toEqual([0, 1499])
    expect(await short()).toEqual(['store-aside info'])
  })

  it('with a broken index alone loses nothing', async () => {
    await appendEvents(hints(500), warn)
    sql(
      'pragma writable_schema = on',
      "update sqlite_schema set sql = 'create index event_by_time on event (kind, id)' where name = 'event_by_time'",
    )
    expect(await short()).toEqual(['store-damaged error'])
    expect(await short(true)).toEqual(['store-damaged fixed'])
    expect(await saved()).toBe(500)
    expect(await backups()).toHaveLength(1)
  })

  it('that was cut to nothing gives what its log still has', async () => {
    const open = new Libsql(store)
    open.exec('pragma journal_mode = wal')
    open.exec('pragma wal_autocheckpoint = 0')
    open.exec(TABLES)
    await appendEvents(hints(20), warn)
    await truncate(store, 0)
    expect(await short()).toEqual(['store-damaged error'])
    expect(await short(true)).toEqual(['store-damaged fixed', 'store-aside-unread fixed', 'store-aside info'])
    open.close()
    expect(await saved()).toBe(20)
  })

  it('of which nothing can be read is kept, and a new one takes its place', async () => {
    await writeFile(store, 'garbage'.repeat(500))
    expect(await short(true)).toEqual(['store-damaged fixed', 'store-aside info'])
    expect(await readFile(`${store}.corrupt-1`, 'utf8')).toBe('garbage'.repeat(500))
    expect(warnings).toEqual([])
  })

  it('that another command set aside before: what it has is added to what came since, after a backup', async () => {
    await appendEvents(hints(1200), warn)
    sql('pragma wal_checkpoint(truncate)')
    const bytes = await readFile(store)
    await writeFile(store, bytes.fill(0xa5, 40_960, 49_152))
    expect(await saved()).toBe(0)
    await appendEvents([hint(9000)], warn)
    expect(await short()).toEqual(['store-aside-unread warning'])
    expect(await short(true)).toEqual(['store-aside-unread fixed', 'store-aside info'])
    expect(await saved()).toBeGreaterThan(1000)
    expect((await readEvents(warn)).at(-1)?.atMs).toBe(9000)
    expect(await backups()).toHaveLength(1)
  })

  it('of which a kill left only the log is set aside to its end', async () => {
    await writeFile(`${store}-wal`, 'the log of an old database')
    expect(await short()).toEqual(['store-half-aside error'])
    expect(await short(true)).toEqual(['store-half-aside fixed', 'store-aside info'])
    expect(await readFile(`${store}.corrupt-1-wal`, 'utf8')).toBe('the log of an old database')
  })
})

describe('a store that cannot be used', () => {
  it('because it is of a newer compendium is left as it is', async () => {
    await appendEvents(hints(1), warn)
    sql('pragma user_version = 99')
    const before = await readFile(store)
    expect(await short(true)).toEqual(['store-newer error'])
    expect((await readFile(store)).equals(before)).toBe(true)
  })

  it('because it is a folder, or its home is a file, is told and left', async () => {
    await mkdir(store)
    expect(await short(true)).toEqual(['store-unreadable error'])
    expect((await stat(store)).isDirectory()).toBe(true)
    process.env['COMPENDIUM_HOME'] = path.join(home, 'corpus', 'index.json')
    expect((await look(true)).findings.every(({ fixed }) => fixed !== true)).toBe(true)
  })

  it('because it may not be written is made writable for its owner', async () => {
    await appendEvents(hints(1), warn)
    await chmod(store, 0o444)
    await chmod(home, 0o555)
    expect(await short()).toEqual(['home-read-only error', 'store-read-only error'])
    expect(await short(true)).toEqual(['home-read-only fixed', 'store-read-only fixed'])
    expect(((await stat(store)).mode & 0o777).toString(8)).toBe('600')
    expect(await saved()).toBe(1)
  })
})

it('a store that others may read is closed to them, unless its folder is closed already', async () => {
  await appendEvents(hints(1), warn)
  await chmod(store, 0o644)
  expect(await short()).toEqual([])
  await chmod(home, 0o755)
  expect(await short(true)).toEqual(['store-open fixed'])
  expect((await stat(store)).mode & 0o777).toBe(0o600)
  expect((await stat(home)).mode & 0o777).toBe(0o755)
})

it('a store in another journal mode is put back into WAL', async () => {
  sql(TABLES)
  expect(await short()).toEqual(['store-not-wal warning'])
  expect(await short(true)).toEqual(['store-not-wal fixed'])
  expect(await short()).toEqual([])
})

describe('events', () => {
  it('that are no JSON keep all others from being read: they are taken out, and kept in a backup', async () => {
    await appendEvents(hints(3), warn)
    sql("insert into event values ('bad', 5, 'hint', 'bulkhead', '{\"level\":')")
    await expect(readEvents(warn)).rejects.toThrow()
    expect(await look()).toMatchObject({ ok: false, findings: [{ id: 'events-broken', severity: 'error' }] })
    expect(await short(true)).toEqual(['events-broken fixed'])
    expect(await saved()).toBe(3)
    const [name] = await backups()
    const kept = new Libsql(path.join(home, 'backups', name as string), { readonly: true })
    expect(kept.prepare("select data from event where id = 'bad'").all()).toEqual([{ data: '{"level":' }])
    kept.close()
  })

  it('of unknown kinds, odd ones, and those of topics that are gone are told and kept', async () => {
    await appendEvents([hint(1), hint(2, { slug: 'gone' }), hint(3, { kind: 'boast' } as never)], warn)
    sql('update event set data = \'{"level":"x"}\' where at_ms = 1')
    const { findings, ok } = await look(true)
    expect(ok).toBe(true)
    expect(findings.map(({ id }) => id)).toEqual(['events-unknown', 'events-odd', 'events-lost-topic'])
    expect(findings.map(({ what }) => what).join('\n')).toMatch(/boast.*\n.*\n.*gone/)
    expect(await saved()).toBe(3)
  })

  it('of the future are told, and so is a clock that was never set', async () => {
    await appendEvents([hint(1), hint(2, { atMs: NOW_MS + 2 * 86_400_000 })], warn)
    expect(await short(true)).toEqual(['clock-future warning'])
    const early = await examineData({ nowMs: 1000, warn, version: '1.0.0', env: process.env }, false)
    expect(early.findings.map(({ id }) => id)).toEqual(['clock-past'])
    expect(await saved()).toBe(2)
  })
})

import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openDurable } from '../../src/platform/database-connection.ts'

let folder: string
let file: string

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'compendium-test-'))
  file = path.join(folder, 'some.db')
})
afterEach(() => rm(folder, { recursive: true, force: true }))

test('a commit is on the disk before it is acknowledged, readers never wait, writers wait a while', async () => {
  const connection = await openDurable(file, [])
  const pragma = (name: string) => Object.values(connection.prepare(`pragma ${name}`).all()[0] as object)[0]
  // 2 is FULL: https://www.sqlite.org/pragma.html#pragma_synchronous
  expect([pragma('synchronous'), pragma('journal_mode'), pragma('busy_timeout')]).toEqual([2, 'wal', 5000])
  connection.close()
})

test('a database of an earlier version is brought up to date, and keeps its rows', async () => {
  const first = "create table fact (text text); insert into fact values ('old')"
  const opened = await openDurable(file, [first])
  opened.close()
  const later = await openDurable(file, [first, 'alter table fact add column weight integer default 7'])
  expect(later.prepare('select * from fact').all()).toEqual([{ text: 'old', weight: 7 }])
  later.close()
})

test('a migration that fails leaves the database as it was', async () => {
  const opened = await openDurable(file, ['create table fact (text text)'])
  opened.close()
  const broken = ['create table fact (text text)', 'create table more (text text); create tabel wrong (x)']
  await expect(openDurable(file, broken)).rejects.toThrow(/syntax error/)
  const again = await openDurable(file, ['create table fact (text text)'])
  expect(again.prepare("select name from sqlite_schema where type = 'table'").all()).toEqual([
    { name: 'fact' },
  ])
  again.close()
})

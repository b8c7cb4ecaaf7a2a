import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import Libsql from 'libsql'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { finishAside, isHalfAside, setAside } from '../../src/platform/database-aside.ts'

let folder: string
let file: string

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'compendium-test-'))
  file = path.join(folder, 'some.db')
})
afterEach(() => rm(folder, { recursive: true, force: true }))

test('a file that another process has already replaced by a sound one stays', async () => {
  const sound = new Libsql(file)
  sound.exec('create table fact (text text)')
  sound.close()
  expect(await setAside(file)).toBeUndefined()
  expect(await readdir(folder)).toContain('some.db')
})

test('a file that another process has moved and not yet replaced is no business of ours', async () => {
  expect(await setAside(file)).toBeUndefined()
})

test('a damaged file moves together with its log', async () => {
  await writeFile(file, 'garbage'.repeat(1000))
  await writeFile(`${file}-wal`, 'log')
  expect(await setAside(file)).toBe(`${file}.corrupt-1`)
  expect(await readFile(`${file}.corrupt-1-wal`, 'utf8')).toBe('log')
  expect(isHalfAside(file)).toBe(false)
})

test('while one process sets aside, another waits and touches nothing', async () => {
  await writeFile(file, 'garbage'.repeat(1000))
  const holder = new Libsql(`${file}.lock`)
  holder.exec('begin exclusive')
  await expect(setAside(file, 50)).rejects.toThrow(/locked/)
  expect(await readFile(file, 'utf8')).toBe('garbage'.repeat(1000))
  holder.close()
  expect(await setAside(file, 50)).toBe(`${file}.corrupt-1`)
})

test('a log whose database is gone is half aside until it has followed', async () => {
  await writeFile(`${file}-wal`, 'log')
  expect(isHalfAside(file)).toBe(true)
  await finishAside(file)
  expect(isHalfAside(file)).toBe(false)
  expect(await readFile(`${file}.corrupt-1-wal`, 'utf8')).toBe('log')
})

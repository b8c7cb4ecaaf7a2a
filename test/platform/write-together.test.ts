import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { readTree } from '../../src/platform/tree.ts'
import { writeTogether } from '../../src/platform/write-together.ts'

async function emptyFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'compendium-together-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

const NEW = { text: 'new', replace: false }

test('a new folder appears with all its files', async () => {
  const root = await emptyFolder()
  await writeTogether(path.join(root, 'a/b'), [
    { path: 'one', ...NEW },
    { path: 'deep/two', ...NEW },
  ])
  expect(await readTree(root)).toEqual([
    { path: 'a/b/deep/two', text: 'new' },
    { path: 'a/b/one', text: 'new' },
  ])
})

test('no file is overwritten that turned up after the look around, and all others are taken back', async () => {
  const root = await emptyFolder()
  await writeFile(path.join(root, 'kept'), 'old')
  await writeFile(path.join(root, 'taken'), 'theirs')
  const failed = writeTogether(root, [
    { path: 'deep/first', ...NEW },
    { path: 'kept', text: 'new', replace: true },
    { path: 'taken', ...NEW },
    { path: 'never', ...NEW },
  ])
  await expect(failed).rejects.toMatchObject({ name: 'WriteTogetherError', leftBehind: [] })
  expect(await readTree(root)).toEqual([
    { path: 'kept', text: 'old' },
    { path: 'taken', text: 'theirs' },
  ])
  expect(await readdir(root)).toEqual(['kept', 'taken'])
})

test('folders made on the way to a failure are removed, those with something in them are not', async () => {
  const root = await emptyFolder()
  await writeFile(path.join(root, 'file'), '')
  await mkdir(path.join(root, 'mine'))
  const failed = writeTogether(path.join(root, 'mine'), [
    { path: 'sub/one', ...NEW },
    { path: '../file/two', ...NEW },
  ])
  await expect(failed).rejects.toMatchObject({ leftBehind: [] })
  expect(await readdir(path.join(root, 'mine'))).toEqual([])
  expect(await readdir(root)).toEqual(['file', 'mine'])
})

test('a file with the same path twice is a fault and leaves nothing', async () => {
  const root = await emptyFolder()
  const twice = writeTogether(path.join(root, 'x'), [
    { path: 'one', ...NEW },
    { path: 'one', ...NEW },
  ])
  await expect(twice).rejects.toMatchObject({ name: 'WriteTogetherError' })
  expect(await readdir(root)).toEqual([])
})

test('a file to be replaced has its new text in full', async () => {
  const root = await emptyFolder()
  await writeFile(path.join(root, 'one'), 'a longer old text')
  await writeTogether(root, [{ path: 'one', text: 'new', replace: true }])
  expect(await readFile(path.join(root, 'one'), 'utf8')).toBe('new')
  expect(await readdir(root)).toEqual(['one'])
})

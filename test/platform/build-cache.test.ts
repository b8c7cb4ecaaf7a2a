import { existsSync } from 'node:fs'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { cachedFolder } from '../../src/platform/build-cache.ts'

let home = ''
const before = process.env['COMPENDIUM_HOME']

beforeEach(async () => {
  home = await mkdtemp(path.join(os.tmpdir(), 'compendium-cache-'))
  process.env['COMPENDIUM_HOME'] = home
})

afterEach(async () => {
  if (before === undefined) delete process.env['COMPENDIUM_HOME']
  else process.env['COMPENDIUM_HOME'] = before
  await rm(home, { recursive: true, force: true })
})

function request(key: string) {
  const made: string[] = []
  const make = async (folder: string) => {
    made.push(folder)
    await writeFile(path.join(folder, 'proof'), key)
  }
  return { made, ask: () => cachedFolder({ kind: 'test', key, proof: 'proof', make }) }
}

describe('a folder of the cache', () => {
  it('is made once for a key, and is whole when it has its name', async () => {
    const { made, ask } = request('a')
    const folder = await ask()
    expect(await ask()).toBe(folder)
    expect(made).toHaveLength(1)
    expect(existsSync(path.join(folder, 'proof'))).toBe(true)
  })

  it('is one folder, however many make it at the same time', async () => {
    const { ask } = request('b')
    const folders = await Promise.all([ask(), ask(), ask(), ask()])
    expect(new Set(folders).size).toBe(1)
    expect(await readdir(path.join(home, 'cache', 'test'))).toEqual(['b'])
  })

  it('is made again when somebody cleared it in part', async () => {
    const { made, ask } = request('c')
    const folder = await ask()
    await rm(path.join(folder, 'proof'))
    await ask()
    expect(made).toHaveLength(2)
    expect(existsSync(path.join(folder, 'proof'))).toBe(true)
  })

  it('leaves nothing behind when it could not be made', async () => {
    const failing = cachedFolder({
      kind: 'test',
      key: 'd',
      proof: 'x',
      make: () => Promise.reject(new Error('no')),
    })
    await expect(failing).rejects.toThrow('no')
    expect(await readdir(path.join(home, 'cache', 'test'))).toEqual([])
  })

  it('is refused where the cache cannot be written to', async () => {
    await writeFile(path.join(home, 'cache'), 'a file')
    await expect(request('e').ask()).rejects.toMatchObject({ code: 'cannot-write', exitCode: 2 })
  })
})

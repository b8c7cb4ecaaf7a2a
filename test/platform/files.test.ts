import { mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { whyNotWritten } from '../../src/platform/file-error.ts'
import { makeFolder, writeFileAtomic } from '../../src/platform/files.ts'

describe('a folder with those above it', () => {
  let root: string

  beforeAll(async () => {
    root = await mkdtemp(path.join(tmpdir(), 'compendium-files-'))
  })

  afterAll(() => rm(root, { recursive: true, force: true }))

  it('is made from the outermost that is missing, and those that were made are told', async () => {
    const [one, two, three] = [
      path.join(root, 'a'),
      path.join(root, 'a', 'b'),
      path.join(root, 'a', 'b', 'c'),
    ]
    expect(await makeFolder(three)).toEqual([one, two, three])
    expect(await makeFolder(three)).toEqual([])
    expect((await stat(three)).isDirectory()).toBe(true)
  })

  it('is for its owner alone where that is asked for', async () => {
    await makeFolder(path.join(root, 'own', 'data'), 0o700)
    expect((await stat(path.join(root, 'own'))).mode & 0o777).toBe(0o700)
  })

  it('cannot be made where a file stands, and the reason says so', async () => {
    await writeFile(path.join(root, 'file'), '')
    for (const place of ['file', path.join('file', 'below')]) {
      const error: unknown = await makeFolder(path.join(root, place)).catch((found: unknown) => found)
      expect(whyNotWritten(error)).toBe('part of the path is a file')
    }
    const error: unknown = await writeFileAtomic(path.join(root, 'file', 'x.json'), '').catch(
      (one: unknown) => one,
    )
    expect(whyNotWritten(error)).toBe('part of the path is a file')
  })

  it('may be made by several at once', async () => {
    for (let time = 0; time < 50; time += 1) {
      const place = path.join(root, 'many', String(time), 'at', 'once')
      await Promise.all(Array.from({ length: 20 }, () => makeFolder(place)))
      await mkdir(path.join(place, 'below'))
    }
  })

  it.skipIf(process.platform !== 'linux')('is refused, and not tried for ever, below /proc', async () => {
    const error: unknown = await makeFolder('/proc/nope/a/b').catch((found: unknown) => found)
    expect(whyNotWritten(error)).toBe('the folder cannot be made there')
  })
})

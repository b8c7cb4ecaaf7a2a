import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readExports, writeOnce } from '../../src/cli/export-files.ts'

const KINDS = { formats: ['svg', 'edn'], example: 'svg=x.svg', byExtension: true } as const
const read = (...texts: string[]) => readExports<'svg' | 'edn'>(texts, KINDS)
let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'exports-'))
})
afterAll(() => rm(folder, { recursive: true }))

describe('what is to be exported', () => {
  it('is a format, a format and a file, or a file whose name says the format', () => {
    expect(read('svg', 'edn=a=b.edn', 'c.svg')).toEqual([
      { format: 'svg', file: undefined },
      { format: 'edn', file: 'a=b.edn' },
      { format: 'svg', file: 'c.svg' },
    ])
  })

  it.each(['png', 'png=x.png', 'svg=', 'x.png'])('is not %s', (text) => {
    expect(() => read(text)).toThrow(`--export ${text} cannot be written.`)
  })

  it('is not two formats in one file', () => {
    expect(() => read('svg=one', 'edn=./one')).toThrow('./one cannot hold both svg and edn.')
  })
})

describe('an exported file', () => {
  it('is never written over, unless it holds the same', async () => {
    await writeOnce('new.svg', 'a', folder)
    await writeOnce('new.svg', 'a', folder)
    await expect(writeOnce('new.svg', 'b', folder)).rejects.toThrow(
      'new.svg holds something else and was left alone.',
    )
    expect(await readFile(path.join(folder, 'new.svg'), 'utf8')).toBe('a')
  })

  it('is told of when it cannot be written', async () => {
    await writeFile(path.join(folder, 'file'), '')
    await expect(writeOnce('file/x.svg', 'a', folder)).rejects.toThrow(/^file\/x\.svg cannot be written: /)
  })
})

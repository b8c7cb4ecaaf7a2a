import { chmod, mkdir, mkdtemp, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { buildTestProgram, filesIn, type Outcome, type TestProgram } from './program/program.ts'

const GREETING = { status: 0, signal: null, stdout: 'hello Ada\n', stderr: '' } satisfies Outcome

let program: TestProgram
let home: string

beforeAll(async () => {
  program = await buildTestProgram()
})

beforeEach(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'cache-'))
  return () => rm(home, { recursive: true, force: true })
})

afterAll(() => program.remove())

const greet = (env: Readonly<Record<string, string>> = { COMPENDIUM_HOME: home }) =>
  program.run(['greet', 'Ada'], env)
const folder = () => path.join(home, 'cache', `code-${process.version}-${process.arch}`)
const cached = async () => (await filesIn(folder())).filter((name) => name.endsWith('.bin'))

describe('the code cache', () => {
  it('is written after the first run, for its owner alone', async () => {
    expect(await greet()).toEqual(GREETING)
    expect((await cached()).length).toBeGreaterThan(3)
    expect((await stat(folder())).mode & 0o777).toBe(0o700)
    for (const name of await filesIn(folder())) {
      expect((await stat(path.join(folder(), name))).mode & 0o777, name).toBe(0o600)
    }
  })

  it('is left as it is by a run that went the same way', async () => {
    await greet()
    const longAgo = new Date(1_700_000_000_000)
    for (const name of await cached()) await utimes(path.join(folder(), name), longAgo, longAgo)
    expect(await greet()).toEqual(GREETING)
    for (const name of await cached()) {
      expect((await stat(path.join(folder(), name))).mtimeMs, name).toBe(longAgo.getTime())
    }
  })

  it.each([
    ['a changed byte near the start', (bytes: Buffer) => flip(bytes, 60)],
    ['a changed byte in the middle', (bytes: Buffer) => flip(bytes, bytes.length >> 1)],
    ['a changed byte at the end', (bytes: Buffer) => flip(bytes, bytes.length - 1)],
    ['a changed checksum', (bytes: Buffer) => flip(bytes, 1)],
    ['a file cut short', (bytes: Buffer) => bytes.subarray(0, bytes.length >> 1)],
    ['an empty file', () => Buffer.alloc(0)],
    ['a file of something else', () => Buffer.from('not a cache at all')],
  ])('survives %s, and repairs it', async (_, damage) => {
    await greet()
    const originals = new Map<string, number>()
    for (const name of await cached()) {
      const file = path.join(folder(), name)
      const bytes = await readFile(file)
      originals.set(name, bytes.length)
      await writeFile(file, damage(bytes))
    }
    expect(await greet()).toEqual(GREETING)
    for (const [name, length] of originals) {
      const repaired = await readFile(path.join(folder(), name))
      expect(repaired.length, name).toBeGreaterThan(length / 2)
    }
    expect(await greet()).toEqual(GREETING)
  })

  it('is neither read nor written where others may write', async () => {
    await mkdir(folder(), { recursive: true })
    await chmod(folder(), 0o777)
    expect(await greet()).toEqual(GREETING)
    expect(await filesIn(folder())).toEqual([])
  })

  it('is done without, in silence, where nothing can be written', async () => {
    const file = path.join(home, 'file')
    await writeFile(file, '')
    expect(await greet({ COMPENDIUM_HOME: file })).toEqual(GREETING)
    expect(await greet({ COMPENDIUM_HOME: '/dev/null' })).toEqual(GREETING)
    expect(await greet({ HOME: '' })).toEqual(GREETING)
    expect(await readFile(file, 'utf8')).toBe('')
  })

  it('follows XDG_CACHE_HOME, and HOME without it', async () => {
    await greet({ XDG_CACHE_HOME: path.join(home, 'x') })
    expect(await filesIn(path.join(home, 'x', 'compendium'))).not.toEqual([])
    await greet({ HOME: home })
    expect(await filesIn(path.join(home, '.cache', 'compendium'))).not.toEqual([])
  })

  it('is not written by a run that a signal ended', async () => {
    expect((await program.run(['fail', 'signal-exit'], { COMPENDIUM_HOME: home })).status).toBe(130)
    expect(await filesIn(home)).toEqual([])
  })

  it('drops what older builds left for more than a month', async () => {
    await greet()
    const stale = path.join(folder(), 'chunk-OLD.js.bin')
    const other = path.join(home, 'cache', 'code-v1.2.3-x64')
    await writeFile(stale, 'x')
    await mkdir(other)
    const longAgo = new Date(Date.now() - 40 * 24 * 3600_000)
    for (const file of [stale, other]) await utimes(file, longAgo, longAgo)
    await program.run(['list', 'old'], { COMPENDIUM_HOME: home })
    expect(await filesIn(folder())).not.toContain('chunk-OLD.js.bin')
    expect(await filesIn(path.join(home, 'cache'))).not.toContain('code-v1.2.3-x64')
  })

  it('serves twenty runs at once', async () => {
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => greet()))
    expect(outcomes).toEqual(outcomes.map(() => GREETING))
    expect((await filesIn(folder())).filter((name) => name.endsWith('.tmp'))).toEqual([])
    expect(await greet()).toEqual(GREETING)
  })
})

function flip(bytes: Buffer, at: number): Buffer {
  const changed = Buffer.from(bytes)
  changed[at] = (changed[at] ?? 0) ^ 0x5a
  return changed
}

import { once } from 'node:events'
import { chmod, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import Libsql from 'libsql'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { buildWriter, openFolder, startWriter } from './helpers/writers.ts'

let folder: string
let writer: string
let home: string
let homes = 0

beforeAll(async () => {
  folder = await openFolder()
  writer = await buildWriter(folder)
})
afterAll(() => rm(folder, { recursive: true, force: true }))
beforeEach(() => {
  homes += 1
  home = path.join(folder, `home-${homes}`)
})

const start = (name: string, count: number) =>
  startWriter([process.execPath, writer, name, String(count)], home)

/** The seeds in the store, after SQLite itself has found the file sound. */
function savedSeeds(): Set<string> {
  const database = new Libsql(path.join(home, 'progress.db'))
  try {
    expect(database.prepare('pragma integrity_check').all()).toEqual([{ integrity_check: 'ok' }])
    const rows = database.prepare('select data from event').all() as { readonly data: string }[]
    return new Set(rows.map(({ data }) => JSON.parse(data).seed as string))
  } finally {
    database.close()
  }
}

function names(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `w${index}`)
}

test('20 processes that begin at once in a home that is not there lose nothing', async () => {
  const all = await Promise.all(names(20).map((name) => start(name, 10).ended))
  expect(all.flatMap(({ warnings }) => warnings)).toEqual([])
  expect(all.flatMap(({ acknowledged }) => acknowledged)).toHaveLength(200)
  expect(savedSeeds().size).toBe(200)
})

test('20 processes that find the same damaged file set it aside once and lose nothing', async () => {
  await mkdir(home)
  const garbage = 'this was never a database\n'.repeat(400)
  await writeFile(path.join(home, 'progress.db'), garbage)
  const all = await Promise.all(names(20).map((name) => start(name, 3).ended))
  expect(all.flatMap(({ acknowledged }) => acknowledged)).toHaveLength(60)
  expect(savedSeeds().size).toBe(60)
  const aside = (await readdir(home)).filter((name) => name.includes('.corrupt-'))
  expect(aside).toEqual(['progress.db.corrupt-1'])
  expect(await readFile(path.join(home, 'progress.db.corrupt-1'), 'utf8')).toBe(garbage)
  expect(all.flatMap(({ warnings }) => warnings)).toEqual([
    expect.stringContaining('is damaged; it was kept as progress.db.corrupt-1'),
  ])
})

/** Thirty take a few seconds; KILLS=200 asks more. */
const KILLS = Number(process.env['KILLS'] ?? 30)

test(
  `${KILLS} kills in the middle of writing lose nothing that was acknowledged`,
  async () => {
    const acknowledged: string[] = []
    for (let round = 0; round < KILLS; round += 1) {
      const { child, ended } = start(`r${round}`, 1e9)
      // Some die while they open the file, the others after a few writes and a little more.
      if (round % 5 === 0) await delay(20 + (round % 30) * 3)
      else if (child.stdout) await once(child.stdout, 'data')
      await delay(round % 7)
      child.kill('SIGKILL')
      const end = await ended
      expect(end).toMatchObject({ signal: 'SIGKILL', warnings: [] })
      acknowledged.push(...end.acknowledged)
    }
    // Four of five were killed after they had said something.
    expect(acknowledged.length).toBeGreaterThanOrEqual((KILLS * 4) / 5)
    const saved = savedSeeds()
    expect(acknowledged.filter((seed) => !saved.has(seed))).toEqual([])
  },
  30_000 + KILLS * 2000,
)

test('kills while others write harm only the process that was killed', async () => {
  const steady = names(3).map((name) => start(name, 40).ended)
  const killed: string[] = []
  for (let round = 0; round < 8; round += 1) {
    const { child, ended } = start(`k${round}`, 1e9)
    if (child.stdout) await once(child.stdout, 'data')
    child.kill('SIGKILL')
    killed.push(...(await ended).acknowledged)
  }
  const all = await Promise.all(steady)
  expect(all.flatMap(({ warnings }) => warnings)).toEqual([])
  const saved = savedSeeds()
  const said = [...killed, ...all.flatMap(({ acknowledged }) => acknowledged)]
  expect(said.length).toBeGreaterThan(120)
  expect(said.filter((seed) => !saved.has(seed))).toEqual([])
})

/** Root may write anywhere, so a test that root runs needs somebody else. */
const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {}

async function lockHome(): Promise<void> {
  for (const name of await readdir(home)) await chmod(path.join(home, name), 0o444)
  await chmod(home, 0o555)
}

test.runIf(process.platform !== 'win32')(
  'a home that may not be written: reading works, saving warns',
  async () => {
    await start('before', 1).ended
    await lockHome()
    const asNobody = (...args: string[]) =>
      startWriter([process.execPath, writer, ...args], home, nobody).ended
    expect(await asNobody('--read')).toMatchObject({ acknowledged: ['before-0'], warnings: [] })
    const end = await asNobody('locked-out', '1')
    expect(end).toMatchObject({ code: 0, acknowledged: [] })
    expect(end.warnings).toEqual([expect.stringMatching(/^progress was not saved: .*COMPENDIUM_HOME/)])
    expect(savedSeeds()).toEqual(new Set(['before-0']))
  },
)

test.runIf(process.platform !== 'win32')(
  'in a home that may not be written, what a killed process left in the log is read',
  async () => {
    const { child, ended } = start('killed', 1e9)
    if (child.stdout) await once(child.stdout, 'data')
    child.kill('SIGKILL')
    const { acknowledged } = await ended
    expect(await readdir(home)).toContain('progress.db-wal')
    await lockHome()
    const end = await startWriter([process.execPath, writer, '--read'], home, nobody).ended
    expect(end.acknowledged).toEqual(expect.arrayContaining([...acknowledged]))
  },
)

test.runIf(process.platform !== 'win32')(
  'a disk that takes no more: a warning, and what was saved stays',
  async () => {
    await start('before', 1).ended
    // The limit on the size of files stands in for the full disk; the first is 8 blocks of 512 bytes.
    const limited = [
      'sh',
      '-c',
      'ulimit -f 8 && exec "$@"',
      'sh',
      process.execPath,
      writer,
      'full',
      '30',
    ] as const
    const end = await startWriter([...limited], home).ended
    expect(end.code).toBe(0)
    expect(end.warnings.length).toBeGreaterThan(0)
    expect(end.warnings.every((warning) => warning.startsWith('progress was not saved: '))).toBe(true)
    const saved = savedSeeds()
    expect([...saved].sort()).toEqual(['before-0', ...end.acknowledged].sort())
    expect((await start('after', 1).ended).warnings).toEqual([])
  },
)

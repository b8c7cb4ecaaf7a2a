import { existsSync } from 'node:fs'
import { chmod, copyFile, mkdir, readdir, readFile, stat, truncate, writeFile } from 'node:fs/promises'
import path from 'node:path'
import Libsql from 'libsql'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Learner, newLearner, PROGRAM } from '../learning/helpers/cli.ts'
import { TestTerminal } from '../ui/helpers/terminal.ts'

let learner: Learner
beforeEach(async () => {
  learner = await newLearner()
})
afterEach(() => learner.remove())

const file = (...names: readonly string[]) => path.join(learner.folder, ...names)
const hint = (number: number, slug = 'bulkhead') => ({
  id: `017f22e2-79b0-7cc3-98c4-${number.toString(16).padStart(12, '0')}`,
  atMs: number,
  kind: 'hint',
  slug,
  data: { level: 1 },
})
const record = (...events: readonly object[]) =>
  learner.run(['progress', 'import', '-'], { input: JSON.stringify({ schemaVersion: 1, events }) })
const exported = async (home?: string) =>
  (await learner.run(['progress', 'export'], home === undefined ? {} : { home })).stdout

describe('compendium progress backup', () => {
  it('copies everything, for its owner alone, and an import brings it back as it was', async () => {
    await record(hint(1), hint(2))
    const before = await exported()
    const { stdout, status } = await learner.run(['progress', 'backup', 'kept.db'])
    expect([status, stdout]).toEqual([0, `2 events written to ${file('kept.db')}\n`])
    expect((await stat(file('kept.db'))).mode & 0o777).toBe(0o600)
    expect(await learner.json(['progress', 'import', file('kept.db')], 'other')).toMatchObject({
      total: 2,
      added: 2,
    })
    expect(await exported('other')).toBe(before)
    expect(await readdir(learner.folder)).not.toContain('kept.db-wal')
  })

  it('names a file by the day, and the next by the next number', async () => {
    await record(hint(1))
    const first = await learner.json(['progress', 'backup'])
    const second = await learner.json(['progress', 'backup'])
    expect(first['file']).toMatch(/home\/backups\/progress-\d{4}-\d\d-\d\d-1\.db$/)
    expect(second['file']).toBe((first['file'] as string).replace('-1.db', '-2.db'))
  })

  it('six at once write six files', async () => {
    await record(hint(1))
    const all = await Promise.all(Array.from({ length: 6 }, () => learner.json(['progress', 'backup'])))
    expect(new Set(all.map((one) => one['file'])).size).toBe(6)
    expect(await readdir(file('home', 'backups'))).toHaveLength(6)
  })

  it('never overwrites, whatever lies there', async () => {
    await record(hint(1))
    await writeFile(file('mine.db'), 'mine')
    const refused = await learner.run(['progress', 'backup', 'mine.db'])
    expect([refused.status, refused.stderr]).toEqual([2, expect.stringContaining('was not touched')])
    expect(await readFile(file('mine.db'), 'utf8')).toBe('mine')
    expect((await learner.run(['progress', 'backup', '.'])).status).toBe(2)
    expect((await readdir(learner.folder)).filter((name) => name.endsWith('.tmp'))).toEqual([])
  })

  it('of no progress writes nothing, and says so', async () => {
    const { status, stdout } = await learner.run(['progress', 'backup', 'kept.db'])
    expect([status, stdout]).toEqual([0, 'There is no progress yet: no backup was written.\n'])
    expect(existsSync(file('kept.db'))).toBe(false)
  })

  it('holds what the log beside the store holds, while somebody else has the store open', async () => {
    await record(hint(1))
    const open = new Libsql(file('home', 'progress.db'))
    open.exec('pragma wal_autocheckpoint = 0')
    open.exec(
      "insert into event values ('017f22e2-79b0-7cc3-98c4-0000000000ff', 9, 'hint', 'x', '{\"level\":3}')",
    )
    const kept = await learner.json(['progress', 'backup', 'kept.db'])
    open.close()
    expect(kept['events']).toBe(2)
    expect(await learner.json(['progress', 'import', file('kept.db')], 'other')).toMatchObject({ added: 2 })
  })

  it('of a damaged store is refused, and neither is touched', async () => {
    await mkdir(file('home'))
    await writeFile(file('home', 'progress.db'), 'hello'.repeat(200))
    const { status, stderr } = await learner.run(['progress', 'backup', 'kept.db'])
    expect([status, stderr]).toEqual([2, expect.stringContaining('compendium doctor --fix')])
    expect((await readdir(file('home'))).filter((name) => name !== 'cache')).toEqual(['progress.db'])
    expect(existsSync(file('kept.db'))).toBe(false)
  })

  it('into a folder that takes nothing says why', async () => {
    await record(hint(1))
    await writeFile(file('blocked'), 'a file')
    const { status, stderr } = await learner.run(['progress', 'backup', 'blocked/kept.db'])
    expect([status, stderr]).toEqual([
      2,
      expect.stringContaining('cannot be written: part of the path is a file'),
    ])
  })
})

describe('compendium progress import, of a backup', () => {
  it('that is damaged, cut, or of something else adds nothing, and leaves the file as it is', async () => {
    await record(...Array.from({ length: 2000 }, (_, number) => hint(number)))
    await learner.run(['progress', 'backup', 'kept.db'])
    const bytes = await readFile(file('kept.db'))
    await writeFile(file('bad.db'), bytes.fill(0xa5, 8192, bytes.length - 8192))
    await copyFile(file('kept.db'), file('cut.db'))
    await truncate(file('cut.db'), 300)
    const other = new Libsql(file('other.db'))
    other.exec('create table note (text)')
    other.close()
    for (const name of ['bad.db', 'cut.db', 'other.db']) {
      const { status, stderr } = await learner.run(['progress', 'import', name], { home: 'new' })
      expect([name, status, stderr]).toEqual([name, 2, expect.stringContaining('is no backup of progress')])
    }
    expect(existsSync(file('new', 'progress.db'))).toBe(false)
    expect((await readdir(learner.folder)).filter((name) => name.includes('corrupt'))).toEqual([])
  })

  it('of a newer compendium says so, as does a log with events of a kind that is not known here', async () => {
    await record(hint(1))
    await learner.run(['progress', 'backup', 'kept.db'])
    const newer = new Libsql(file('kept.db'))
    newer.exec('pragma user_version = 99')
    newer.close()
    const refused = await learner.run(['progress', 'import', 'kept.db'])
    expect([refused.status, refused.stderr]).toEqual([
      2,
      expect.stringMatching(/newer compendium.*version 99/),
    ])
    for (const log of [
      { schemaVersion: 2, events: [] },
      { schemaVersion: 1, events: [{ ...hint(1), kind: 'boast' }] },
      { schemaVersion: 1, events: [{ ...hint(1), data: { level: 1, mood: 'good' } }] },
    ]) {
      const { stderr } = await learner.run(['progress', 'import', '-'], { input: JSON.stringify(log) })
      expect(stderr).toContain('If a newer compendium wrote it, update this one first.')
    }
  })
})

describe('compendium progress reset', () => {
  it('asks for --yes where nobody can be asked, and does nothing', async () => {
    await record(hint(1))
    const { status, stderr } = await learner.run(['progress', 'reset'])
    expect([status, stderr]).toEqual([2, expect.stringContaining('--yes')])
    expect(await learner.json(['progress'])).toMatchObject({ hints: 1 })
    expect(existsSync(file('home', 'backups'))).toBe(false)
  })

  it('takes everything out after a backup, which an import brings back', async () => {
    await record(hint(1), hint(2, 'raft'))
    const before = await exported()
    const { removed, backup } = await learner.json(['progress', 'reset', '--yes'])
    expect(removed).toBe(2)
    expect(JSON.parse(await exported()).events).toEqual([])
    await learner.run(['progress', 'import', backup as string])
    expect(await exported()).toBe(before)
  })

  it('takes out one topic alone, and keeps a backup of all', async () => {
    await record(hint(1), hint(2, 'raft'))
    const { stdout } = await learner.run(['progress', 'reset', '--topic', 'raft', '--yes'])
    expect(stdout).toContain('1 event about raft taken out. The backup is ')
    expect(JSON.parse(await exported()).events).toMatchObject([{ slug: 'bulkhead' }])
    const backup = /import (.*)$/m.exec(stdout)?.[1] as string
    expect(await learner.json(['progress', 'import', backup])).toMatchObject({ total: 2, added: 1 })
  })

  it('with nothing to take out makes no backup', async () => {
    expect(await learner.json(['progress', 'reset', '--yes'])).toMatchObject({ removed: 0, backup: null })
    await record(hint(1))
    expect((await learner.run(['progress', 'reset', '--topic', 'no-such', '--yes'])).stdout).toContain(
      'nothing was reset',
    )
    expect(existsSync(file('home', 'backups'))).toBe(false)
  })

  it('takes nothing out when no backup can be made', async () => {
    await record(hint(1))
    await writeFile(file('home', 'backups'), 'a file in its place')
    const { status, stderr } = await learner.run(['progress', 'reset', '--yes'])
    expect([status, stderr]).toEqual([2, expect.stringContaining('cannot be written')])
    expect(await learner.json(['progress'])).toMatchObject({ hints: 1 })
  })

  it.each([
    ['yes\r', 0, 'taken out', 0],
    ['no\r', 0, 'Nothing was reset.', 1],
    ['\r', 0, 'Nothing was reset.', 1],
    ['\u0003', 0, 'Nothing was reset.', 1],
    ['\u0004', 0, 'Nothing was reset.', 1],
  ])('on a terminal asks, and takes %j for an answer', async (typed, code, said, left) => {
    await record(hint(1))
    const terminal = new TestTerminal([process.execPath, PROGRAM, 'progress', 'reset'], { env: learner.env })
    await terminal.shows('Type yes to go on')
    terminal.send(typed)
    expect(await terminal.ended).toEqual({ code, restored: true })
    expect(terminal.output()).toContain(said)
    await terminal.close()
    expect(await learner.json(['progress'])).toMatchObject({ hints: left })
  })
})

it('a home that may not be written is backed up elsewhere all the same', async () => {
  await record(hint(1))
  await chmod(file('home', 'progress.db'), 0o444)
  await chmod(file('home'), 0o555)
  try {
    expect(await learner.json(['progress', 'backup', 'kept.db'])).toMatchObject({ events: 1 })
  } finally {
    await chmod(file('home'), 0o755)
  }
})

import { chmod, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type Learner, newLearner, PROGRAM } from '../learning/helpers/cli.ts'
import { TestTerminal } from '../ui/helpers/terminal.ts'

let learner: Learner
beforeEach(async () => {
  learner = await newLearner()
  const { version } = JSON.parse(
    await readFile(path.join(path.dirname(PROGRAM), '..', 'package.json'), 'utf8'),
  )
  await writeFile(path.join(learner.folder, 'corpus', 'version.json'), JSON.stringify({ version }))
})
afterEach(() => learner.remove())

const store = (...more: readonly string[]) => path.join(learner.folder, 'home', ...more)

it('of a machine on which all works ends with 0, and names the languages with their versions', async () => {
  await learner.run(['learn', 'bulkhead'])
  const { status, stdout, stderr } = await learner.run(['doctor'])
  expect([status, stderr]).toEqual([0, ''])
  expect(stdout).toContain(`ok: Node.js ${process.versions.node}: runs compendium`)
  expect(stdout).toMatch(/ok: python3 3\.\d+\.\d+: exercises in Python\n/)
  expect(stdout).toContain('ok: 1 event in the store')
  expect(stdout).toMatch(/\nAll works\. 0 errors, 0 warnings, \d notes\n$/)
})

it('finds a damaged store and ends with 1; with --fix mends it and ends with 0', async () => {
  await mkdir(store())
  await writeFile(store('progress.db'), 'garbage'.repeat(100))
  const found = await learner.run(['doctor', '--json'])
  expect(found.status).toBe(1)
  expect(JSON.parse(found.stdout)).toMatchObject({
    ok: false,
    findings: expect.arrayContaining([
      {
        id: 'store-damaged',
        severity: 'error',
        what: expect.any(String),
        where: store('progress.db'),
        next: expect.any(String),
      },
    ]),
  })
  const fixed = await learner.run(['doctor', '--fix'])
  expect([fixed.status, fixed.stdout]).toEqual([0, expect.stringContaining('fixed: The store is damaged')])
  expect(await learner.json(['doctor'])).toMatchObject({ ok: true })
})

it('names the languages that are not there, what each is for, and how to get it', async () => {
  const bin = await mkdtemp(path.join(os.tmpdir(), 'compendium-bin-'))
  await writeFile(path.join(bin, 'python3'), '#!/bin/sh\necho Python 3.9.9\n')
  await chmod(path.join(bin, 'python3'), 0o755)
  await symlink('/bin/sh', path.join(bin, 'sh'))
  const { stdout, status } = await learner.run(['doctor'], { env: { PATH: bin } })
  await rm(bin, { recursive: true })
  expect(status).toBe(0)
  expect(stdout).toContain('ok: python3 3.9.9: exercises in Python')
  expect(stdout).toMatch(
    /info: go is not found: exercises in Go cannot be graded here\.\n.*\n +next +Debian or Ubuntu: sudo apt install/,
  )
  expect(stdout).toContain('info: javac is not found')
})

it('says that a cache cannot be written, and that a variable is mistyped', async () => {
  await mkdir(store())
  await writeFile(store('cache'), 'a file in its place')
  const { stdout, status } = await learner.run(['doctor'], { env: { COMPENDIUM_RETENTOIN: '0.9' } })
  expect(status).toBe(0)
  expect(stdout).toContain('warning: The cache cannot be written')
  expect(stdout).toContain('Did you mean COMPENDIUM_RETENTION?')
})

it('that cannot reach the class says so, ends with 1, and prints no password', async () => {
  const env = {
    COMPENDIUM_DATABASE_URL: 'postgresql://ada:hunter2@127.0.0.1:1/class',
    COMPENDIUM_LEARNER: 'ada',
  }
  await learner.run(['learn', 'bulkhead'], { env })
  const { stdout, stderr, status } = await learner.run(['doctor'], { env })
  expect([status, stderr]).toEqual([1, ''])
  expect(stdout).toContain('error: postgresql://ada@127.0.0.1:1/class takes no connections')
  expect(stdout).not.toContain('hunter2')
  expect((await learner.run(['doctor'])).stdout).toContain(
    'Waiting to be sent to the database of a class: 1 event.',
  )
})

it('on a terminal tells its size and colours', async () => {
  const terminal = new TestTerminal([process.execPath, PROGRAM, 'doctor'], {
    env: { ...learner.env, TERM: 'xterm-256color' },
  })
  expect(await terminal.ended).toEqual({ code: 0, restored: true })
  expect(terminal.output()).toContain('80x24, 256 colours')
  await terminal.close()
})

it('speaks the language of the learner', async () => {
  await mkdir(store())
  await writeFile(store('progress.db'), 'garbage'.repeat(100))
  const { stdout } = await learner.run(['doctor'], { env: { COMPENDIUM_LANG: 'es', COMPENDIUM_X: '1' } })
  expect(stdout).toContain('fallo: El almacén está dañado (')
  expect(stdout).toContain('Repáralo: compendium doctor --fix')
  expect(stdout).toContain('Compendium no tiene esa variable.')
  expect(stdout).toMatch(/ejecuta compendium, y los ejercicios en JavaScript/)
})

it.each([
  ['en', 'compendium starts more slowly, and Go and Java are not graded.'],
  ['es', 'compendium arranca más despacio, y Go y Java no se evalúan.'],
])('folds between words on a terminal that speaks %s, and not what is piped', async (lang, said) => {
  await mkdir(store())
  await writeFile(store('cache'), 'a file in its place')
  const { stdout } = await learner.run(['doctor'], { env: { COMPENDIUM_LANG: lang } })
  expect(stdout.split('\n').some((line) => line.endsWith(said))).toBe(true)
  const terminal = new TestTerminal([process.execPath, PROGRAM, 'doctor'], {
    columns: 50,
    env: { ...learner.env, COMPENDIUM_LANG: lang },
  })
  await terminal.ended
  const rows = stripVTControlCharacters(Buffer.from(terminal.output(), 'latin1').toString()).split('\r\n')
  expect(rows.filter((row) => row.length > 50 && /\S \S/.test(row.replace(/^.{0,12}(: | {2})/, '')))).toEqual(
    [],
  )
  expect(rows.map((row) => row.trim()).join(' ')).toContain(said)
  await terminal.close()
})

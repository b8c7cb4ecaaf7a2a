import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { execa } from 'execa'
import { afterEach, describe, expect, test, vi } from 'vitest'
import GenerateProject from '../../commands/generate/project.ts'
import { packageRoot } from '../../src/platform/package-root.ts'
import { emptyFolder, filesIn } from '../generation/helpers.ts'

/** Runs the command in this process; commands leave their exit status in `process.exitCode`. */
async function generate(...argv: string[]) {
  process.exitCode = undefined
  const stdout = listenTo(process.stdout)
  const stderr = listenTo(process.stderr)
  await GenerateProject.run(argv, { root: packageRoot() })
  return { exitCode: process.exitCode ?? 0, stdout: stdout(), stderr: stderr() }
}

/** Keeps what is written to `stream` from the terminal; the function returned gives it all and lets go. */
function listenTo(stream: NodeJS.WriteStream): () => string {
  const spy = vi.spyOn(stream, 'write').mockReturnValue(true)
  return () => {
    const text = spy.mock.calls.map(([chunk]) => String(chunk)).join('')
    spy.mockRestore()
    return text
  }
}

afterEach(() => {
  process.exitCode = undefined
})

test('compendium generate project prints one object with --json, and the project is where it says', async () => {
  const cwd = await emptyFolder()
  const words =
    'generate project shop --type microservice --patterns circuit-breaker --language python --minimal --json'
  // As TypeScript and in a process of its own: this one test needs no build and sees the whole program.
  const program = path.join(packageRoot(), 'bin', 'dev.js')
  const result = await execa(process.execPath, [program, ...words.split(' ')], { cwd, stdin: 'ignore' })
  expect(result.stderr).toBe('')
  const project = JSON.parse(result.stdout)
  expect(project).toMatchObject({
    schemaVersion: 1,
    dir: path.join(cwd, 'shop'),
    status: 'written',
    patterns: [{ slug: 'circuit-breaker', why: 'asked' }],
    commands: { install: expect.any(String), test: 'python3 -m unittest', start: 'python3 -m service' },
  })
  expect(await filesIn(project.dir)).toEqual([...project.files].sort())
  expect(await readFile(path.join(project.dir, 'README.md'), 'utf8')).toContain('# shop')
})

describe('the command', () => {
  test('says what to type next', async () => {
    const dir = path.join(await emptyFolder(), 'a b')
    const { exitCode, stdout } = await generate('shop', '--dir', dir)
    expect(exitCode).toBe(0)
    expect(stdout).toMatch(/Next:\n {2}cd '.*a b'\n {2}npm install\n {2}npm test\n {2}npm start/)
  })

  test('lists every file with its size for --dry-run', async () => {
    const dir = path.join(await emptyFolder(), 'shop')
    const { exitCode, stdout } = await generate('shop', '--dir', dir, '--dry-run')
    expect(exitCode).toBe(0)
    expect(stdout).toMatch(/create +\d+ B {2}package\.json/)
    expect(await filesIn(path.dirname(dir))).toEqual([])
  })

  test.each([
    [['shop', '--patterns', 'circut-breaker'], 'Did you mean circuit-breaker?'],
    [['My Shop'], 'For example: compendium generate project my-shop'],
    [[], 'A project needs a name, and nobody can be asked here.'],
    [['shop', '--patterns='], 'Known patterns: api-gateway, bulkhead, cache-aside, '],
    [['shop', '--language', 'pyton'], 'Did you mean python?'],
  ])('with %j exits with 2, says what to do on stderr, and writes nothing', async (argv, next) => {
    const folder = await emptyFolder()
    const { exitCode, stdout, stderr } = await generate(...argv, '--dir', path.join(folder, 'shop'))
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' })
    expect(stderr).toContain(next)
    expect(await filesIn(folder)).toEqual([])
  })

  test('with a wrong name and --json prints the error as the one object', async () => {
    const { exitCode, stdout } = await generate('../evil', '--json')
    expect(exitCode).toBe(2)
    expect(JSON.parse(stdout)).toMatchObject({ schemaVersion: 1, error: { code: 'bad-project-name' } })
  })
})

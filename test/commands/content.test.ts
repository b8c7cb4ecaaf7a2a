import { readFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { quizOf, wholeContent } from '../authoring/whole-lesson.ts'
import { temporaryFolder, theory } from '../corpus/fixture.ts'
import { start } from '../learning/helpers/cli.ts'

/** The built program, without a terminal. */
async function content(args: readonly string[], cwd = os.tmpdir()) {
  const env = { PATH: process.env['PATH'] ?? '', NO_COLOR: '1' }
  const { status, ...streams } = await start(['content', ...args], cwd, env, '')
  return { exitCode: status, ...streams }
}

describe('compendium content', () => {
  test('stats prints one object with --json, and the figures beside their targets without', async () => {
    const dir = await wholeContent({ 'targets.yaml': 'targets: [{ figure: tables, target: 4, from: us }]\n' })
    const json = await content(['stats', '--dir', dir, '--json'])
    expect(json).toMatchObject({ exitCode: 0, stderr: '' })
    expect(JSON.parse(json.stdout)).toMatchObject({
      schemaVersion: 1,
      patterns: { whole: 1, short: 0 },
      ...{
        concepts: 1,
        incidents: 0,
        diagrams: 1,
        tables: 1,
        insights: 2,
        questions: 5,
        words: expect.any(Number),
      },
      targets: [{ figure: 'tables', has: 1, target: 4, reached: false }],
    })
    const text = await content(['stats', '--dir', dir])
    expect(text.stdout).toMatch(/^tables +1 +4 +25 %$/m)
  })

  test('audit exits with 1 only when --strict and something is missing', async () => {
    const dir = await wholeContent({ 'patterns/timeout/quiz.yaml': quizOf(1) })
    const loose = await content(['audit', 'timeout', '--dir', dir])
    expect(loose.exitCode).toBe(0)
    expect(loose.stdout).toMatch(/^quiz +1 +1 questions, of at least 5$/m)
    expect((await content(['audit', '--dir', dir, '--strict'])).exitCode).toBe(1)
    expect((await content(['audit', '--dir', await wholeContent(), '--strict'])).exitCode).toBe(0)
  })

  test('audit of a lesson that is not there exits with 2', async () => {
    const result = await content(['audit', 'timeot', '--dir', await wholeContent(), '--json'])
    expect(result.exitCode).toBe(2)
    expect(JSON.parse(result.stdout)).toMatchObject({ error: { code: 'unknown-item' } })
  })

  test('analyze and index print one object with --json', async () => {
    const dir = await wholeContent()
    const analysed = await content(['analyze', 'timeout', '--dir', dir, '--json'])
    expect(JSON.parse(analysed.stdout)).toMatchObject({
      items: [{ slug: 'timeout', difficulty: { score: expect.any(Number) } }],
    })
    const listed = await content(['index', '--by', 'difficulty', '--dir', dir, '--json'])
    expect(JSON.parse(listed.stdout)).toMatchObject({ by: 'difficulty', entries: [{ key: 'beginner' }] })
    expect((await content(['index', '--by', 'mood'])).exitCode).toBe(2)
  })

  test('new writes to content/ where that is, and else asks for a folder', async () => {
    const dir = await wholeContent()
    const nowhere = await content(['new', 'pattern', 'read-repair'], await temporaryFolder())
    expect(nowhere).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('--dir') })
    const made = await content(['new', 'pattern', 'Read Repair', '--dir', dir])
    expect(made).toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining('patterns/read-repair/lesson.md'),
    })
    const again = await content(['new', 'pattern', 'read-repair', '--dir', dir, '--json'])
    expect(again.exitCode).toBe(2)
    expect(JSON.parse(again.stdout)).toMatchObject({ error: { code: 'exists' } })
    const lint = await content(['lint', dir])
    expect(lint.exitCode).toBe(0)
    expect(lint.stdout).toContain('warning unwritten: still to be written: what it does, in one sentence')
  })

  test('schema prints a schema as it is, and writes all of them to a folder', async () => {
    const printed = await content(['schema', 'quiz'])
    expect(JSON.parse(printed.stdout)).toMatchObject({ title: 'Questions of a lesson', type: 'object' })
    const folder = path.join(await temporaryFolder(), 'schemas')
    const written = await content(['schema', '--out', folder, '--json'])
    expect(JSON.parse(written.stdout).written).toContain('incident.schema.json')
    expect(JSON.parse(await readFile(path.join(folder, 'incident.schema.json'), 'utf8'))).toHaveProperty(
      '$schema',
    )
    expect((await content(['schema', 'quizz'])).exitCode).toBe(2)
  })

  test('lint --run runs what is marked, and compendium in it is this very program', async () => {
    const code = '```sh runnable\ncompendium content schema quiz | head -c 1\n```\n\n```text output\n{\n```'
    const good = await content(['lint', await wholeContent(theory(code)), '--run'])
    expect(good).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('1 block run') })
    const bad = await content([
      'lint',
      await wholeContent(theory('```sh runnable\nexit 7\n```')),
      '--run',
      '--json',
    ])
    expect(bad.exitCode).toBe(1)
    expect(JSON.parse(bad.stdout)).toMatchObject({
      ran: 1,
      errors: [{ rule: 'code-fails', message: expect.stringContaining('7') }],
    })
    expect(
      (await content(['lint', await wholeContent(theory('```sh runnable\nexit 7\n```'))])).exitCode,
    ).toBe(0)
  })
})

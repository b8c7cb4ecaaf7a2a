import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'

const run = promisify(execFile)
const root = path.resolve(import.meta.dirname, '../..')

/** The linter holds TypeScript and JavaScript to this; drivers are in languages that it does not read. */
const MOST_LINES = 400

async function linesOf(file: string): Promise<number> {
  const text = await readFile(path.join(root, file), 'utf8').catch(() => '')
  return text.split('\n').length - (text.endsWith('\n') ? 1 : 0)
}

it('no file of the sources has more than 400 lines, in whatever language it is written', async () => {
  const { stdout } = await run('git', ['ls-files', 'src', 'commands', 'bin', 'scripts'], { cwd: root })
  const files = stdout.split('\n').filter((file) => file !== '')
  const extensions = new Set(files.map((file) => path.extname(file)))
  expect([...extensions]).toEqual(expect.arrayContaining(['.ts', '.mjs', '.py', '.go', '.java']))
  const sizes = await Promise.all(files.map(async (file) => ({ file, lines: await linesOf(file) })))
  expect(sizes.filter(({ lines }) => lines > MOST_LINES)).toEqual([])
})

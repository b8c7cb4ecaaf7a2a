// Draws docs/terminal.svg for the README: the real program grading a breaker with one rule left out.
// With --check it writes nothing and fails when the picture is not what the program prints today.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parse } from 'yaml'
import { terminalSvg } from '../src/report/terminal-svg.ts'

const ROOT = path.dirname(import.meta.dirname)
const PICTURE = path.join(ROOT, 'docs', 'terminal.svg')
const EXERCISE = path.join(ROOT, 'content', 'patterns', 'circuit-breaker', 'exercise')
const MUTANT = 'late-results-count'
const COLUMNS = 80
const COMMAND = ['test', 'my_breaker.py', '--pattern', 'circuit-breaker']

interface Mutant {
  readonly id: string
  readonly edits: Readonly<Record<string, readonly { readonly find: string; readonly replace: string }[]>>
}

/** The reference solution with the mutant's edits. */
function wrongBreaker(): string {
  const mutants: readonly Mutant[] = parse(readFileSync(path.join(EXERCISE, 'mutants.yaml'), 'utf8'))
  const edits = mutants.find(({ id }) => id === MUTANT)?.edits['python'] ?? []
  if (edits.length === 0) throw new Error(`no mutant ${MUTANT} in Python`)
  const solution = readFileSync(path.join(EXERCISE, 'solution', 'python', 'circuit_breaker.py'), 'utf8')
  return edits.reduce((text, { find, replace }) => text.replace(find, () => replace), solution)
}

/** What a person sees: the prompt, the command, its output. Fails unless the verdict is a fail. */
function recordSession(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'compendium-picture-'))
  try {
    writeFileSync(path.join(folder, 'my_breaker.py'), wrongBreaker())
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [path.join(ROOT, 'bin', 'run.js'), ...COMMAND],
      { cwd: folder, encoding: 'utf8', env: environment(folder) },
    )
    if (status !== 1) throw new Error(`expected a failed grade, got exit status ${status}:\n${stderr}`)
    return `\u001B[32m$\u001B[39m compendium ${COMMAND.join(' ')}\n${stdout}`
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Sixteen colours and 80 columns wherever it runs, and no progress of anybody's. */
function environment(folder: string): NodeJS.ProcessEnv {
  const { NO_COLOR: _, ...env } = process.env
  return {
    ...env,
    FORCE_COLOR: '1',
    COLUMNS: String(COLUMNS),
    LANG: 'C.UTF-8',
    LC_ALL: 'C.UTF-8',
    COMPENDIUM_HOME: path.join(folder, 'home'),
  }
}

const svg = terminalSvg({
  text: recordSession(),
  columns: COLUMNS,
  title: 'compendium test: a circuit breaker that forgets one rule',
})
if (!process.argv.includes('--check')) {
  writeFileSync(PICTURE, svg)
} else if (readFileSync(PICTURE, 'utf8') !== svg) {
  console.error('docs/terminal.svg is not what the program prints: run node scripts/picture.mjs')
  process.exitCode = 1
}

import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const run = promisify(execFile)
const root = path.resolve(import.meta.dirname, '../..')

interface Diagnostic {
  readonly category: string
  readonly location: { readonly path: string }
}

/** File, text, and the rule of Biome that must report it. */
const BANNED: readonly (readonly [title: string, file: string, text: string, rule: string])[] = [
  ['the wall clock in src/lib', 'src/lib/a.ts', 'export const a = Date.now()', 'noRestrictedGlobals'],
  ['a timer in src/simulation', 'src/simulation/a.ts', 'setTimeout(() => {}, 1)', 'noRestrictedGlobals'],
  [
    'the environment in src/checkers',
    'src/checkers/a.ts',
    'export const a = process.env',
    'noRestrictedGlobals',
  ],
  ['the network in src/history', 'src/history/a.ts', "export const a = fetch('x')", 'noRestrictedGlobals'],
  [
    'Math.random in src/simulation',
    'src/simulation/b.ts',
    'export const b = Math.random()',
    'noJsRestrictedProperties',
  ],
  ['Math.log in src/lib', 'src/lib/b.ts', 'export const b = Math.log(2)', 'noJsRestrictedProperties'],
  ['process.exit in src/grading', 'src/grading/c.ts', 'process.exit(1)', 'noJsRestrictedProperties'],
  ['process.exit in a command', 'commands/c.ts', 'process.exit(1)', 'noJsRestrictedProperties'],
  [
    'process.cwd in src/generation',
    'src/generation/c.ts',
    'export const c = process.cwd()',
    'noJsRestrictedProperties',
  ],
  ['the console in src/learning', 'src/learning/d.ts', "console.log('d')", 'noConsole'],
  ['any', 'src/learning/e.ts', 'export const e: any = 1', 'noExplicitAny'],
  [
    'a non-null assertion',
    'src/learning/f.ts',
    'export const f = (a?: { b: 1 }) => a!.b',
    'noNonNullAssertion',
  ],
  [
    'a function of more than 70 lines',
    'src/learning/g.ts',
    `export function g(a: string[]) {\n${"  a.push('x')\n".repeat(75)}}`,
    'noExcessiveLinesPerFunction',
  ],
  [
    'a file of more than 400 lines',
    'src/learning/h.ts',
    Array.from({ length: 405 }, (_, i) => `export const h${i} = ${i}`).join('\n'),
    'noExcessiveLinesPerFile',
  ],
]

const ALLOWED: readonly (readonly [file: string, text: string])[] = [
  ['src/lib/ok.ts', 'export const ok = Math.sqrt(Math.abs(Math.imul(3, 4)))\n'],
  ['src/platform/ok.ts', 'export const ok = Date.now() + Number(process.env.X)\n'],
  ['commands/ok.ts', 'export const ok = process.cwd()\n'],
]

describe('the linter', () => {
  let folder: string
  let found: readonly Diagnostic[]

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'tidy-'))
    await cp(path.join(root, 'biome.json'), path.join(folder, 'biome.json'))
    await symlink(path.join(root, 'node_modules'), path.join(folder, 'node_modules'))
    for (const [, file, text] of BANNED) await plant(file, `${text}\n`)
    for (const [file, text] of ALLOWED) await plant(file, text)
    found = await lint(folder)
  })

  afterAll(() => rm(folder, { recursive: true, force: true }))

  it.each(BANNED)('reports %s', (_, file, __, rule) => {
    const rules = found.filter(({ location }) => location.path === file).map(({ category }) => category)
    expect(rules.map((name) => name.split('/').at(-1))).toContain(rule)
  })

  it.each(ALLOWED)('has nothing against %s', (file) => {
    expect(found.filter(({ location }) => location.path === file)).toEqual([])
  })

  async function plant(file: string, text: string): Promise<void> {
    await mkdir(path.dirname(path.join(folder, file)), { recursive: true })
    await writeFile(path.join(folder, file), text)
  }
})

describe('what we ship', () => {
  it('holds no unfinished work, no path of a machine, no merge mark', async () => {
    const { stdout } = await run(
      'git',
      [
        'ls-files',
        'src',
        'commands',
        'bin',
        'scripts',
        'bench',
        'content',
        'templates',
        'README.md',
        'ARCHITECTURE.md',
      ],
      { cwd: root },
    )
    const files = stdout.split('\n').filter((file) => file !== '' && !isForLearners(file))
    expect(files.length).toBeGreaterThan(50)
    const faults: string[] = []
    for (const file of files) {
      const lines = (await readFile(path.join(root, file), 'utf8').catch(() => '')).split('\n')
      lines.forEach((line, i) => {
        if (MARKS.some((mark) => mark.test(line))) faults.push(`${file}:${i + 1}: ${line.trim()}`)
      })
    }
    expect(faults).toEqual([])
  })
})

const MARKS = [
  /\b(TODO|FIXME|XXX|HACK)\b/,
  /lorem ipsum/i,
  /(^|[\s"'`(])\/(home|work|Users)\/\w/,
  /^(<<<<<<<|>>>>>>>) /,
]

/** A starter tells the learner what is left to do: that is its purpose. */
function isForLearners(file: string): boolean {
  return file.includes('/starter/')
}

async function lint(cwd: string): Promise<readonly Diagnostic[]> {
  const biome = path.join(root, 'node_modules', '.bin', 'biome')
  const args = ['lint', '--vcs-enabled=false', '--reporter=json', '--max-diagnostics=none', '.']
  // It exits with 1 when it reports something, which is what we want it to do.
  const { stdout } = await run(biome, args, { cwd }).catch((failure: { stdout: string }) => failure)
  return (JSON.parse(stdout) as { diagnostics: readonly Diagnostic[] }).diagnostics
}

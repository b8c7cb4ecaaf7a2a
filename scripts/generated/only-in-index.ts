import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

/** A pattern or a value of an option, and the lines of `requirements.txt` that Debian 12 has no packages for. */
interface Needy {
  readonly name: string
  readonly lines: readonly string[]
}

/**
 * Names of the patterns and values of options that Python projects of this run have to do without, since they need libraries
 * that only a package index has, and none is reached that has them. One line on standard output says so.
 */
export function leftOutOfPython(templates: string): ReadonlySet<string> {
  const all = needy(templates)
  const onlyThere = new Set(all.flatMap(({ lines }) => lines))
  const others = everyLine(templates).filter((line) => !onlyThere.has(line))
  // One environment serves all projects: an index that lacks any other library of theirs is no help.
  const missing = isReached(others) ? all.filter(({ lines }) => !isReached([...others, ...lines])) : all
  const names = missing.map(({ name, lines }) => `${name} (${lines.join(', ')})`)
  if (names.length > 0) console.log(`LEFT OUT in Python, as no package index gives: ${names.join('; ')}`)
  return new Set(missing.map(({ name }) => name))
}

function needy(templates: string): Needy[] {
  const found = ['patterns', 'options/database', 'options/broker'].flatMap((kind) =>
    readdirSync(path.join(templates, kind)).map((name) => {
      const slots = path.join(templates, kind, name, 'python', 'slots')
      const debian = new Set(linesOf(path.join(slots, 'requirements-debian.txt')).map(libraryOf))
      const lines = linesOf(path.join(slots, 'requirements.txt'))
      return { name, lines: lines.filter((line) => !debian.has(libraryOf(line))) }
    }),
  )
  return found.filter(({ lines }) => lines.length > 0)
}

/** What any Python project pins, whatever it is made of. */
function everyLine(templates: string): string[] {
  const files = readdirSync(templates, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /requirements(-dev)?\.txt$/.test(file),
  )
  return [...new Set(files.flatMap((file) => linesOf(path.join(templates, file))))]
}

function linesOf(file: string): string[] {
  if (!existsSync(file)) return []
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.includes('=='))
}

function libraryOf(line: string): string {
  return line.replace(/==.*/, '').toLowerCase()
}

/** Whether pip gets them, and all that they need, from where it is set up to look. */
function isReached(lines: readonly string[]): boolean {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'compendium-index-'))
  try {
    // An index that says nothing must not cost minutes: without it they are left out.
    const patience = ['--retries', '1', '--timeout', '10']
    const args = ['-m', 'pip', 'download', '--quiet', ...patience, '--dest', folder, ...lines]
    return spawnSync('python3', args, { stdio: 'ignore', timeout: 120_000 }).status === 0
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

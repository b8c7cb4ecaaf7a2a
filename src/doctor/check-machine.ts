import { LANGUAGES, type TaughtLanguage } from '../grading/languages.ts'
import { whyNotWritten } from '../platform/file-error.ts'
import { findProgram } from '../platform/find-program.ts'
import { cacheDir, dataDir } from '../platform/paths.ts'
import { freeBytes, tryWriting } from '../platform/place.ts'
import { runProgram } from '../platform/run-program.ts'
import { found, HERE, type Looked, together, well } from './finding.ts'

/** What package.json asks for under `engines`. */
export const OLDEST_NODE = [20, 19] as const
const OLDEST_JAVA = 11
const MIB = 1024 ** 2
const LITTLE_BYTES = 200 * MIB
const TOO_LITTLE_BYTES = 16 * MIB
const VERSION_TIMEOUT_MS = 10_000

export function checkNode(version: string = process.versions.node): Looked {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const [oldest, oldestMinor] = OLDEST_NODE
  if (major > oldest || (major === oldest && minor >= oldestMinor))
    return well('node', `Node.js ${version}: runs compendium, and exercises in JavaScript and TypeScript`)
  return found({
    id: 'node-old',
    severity: 'error',
    what: `Node.js ${version} is too old: compendium needs ${OLDEST_NODE.join('.')} or newer.`,
    where: process.execPath,
    next: 'Install a newer one: https://nodejs.org',
  })
}

/** The languages of the exercises, as far as something must be installed for them. */
export async function checkLanguages(): Promise<Looked> {
  const needed = LANGUAGES.filter(({ interpreters }) => interpreters.length > 0)
  return together(await Promise.all(needed.map(checkLanguage)))
}

async function checkLanguage(language: TaughtLanguage): Promise<Looked> {
  const { id, title, interpreters, install } = language
  const program = findProgram(interpreters)
  const [wanted = []] = interpreters
  const need = { severity: 'info', where: HERE, next: install.join('; ') } as const
  if (program === undefined) {
    const what = `${wanted.join(' ')} is not found: exercises in ${title} cannot be graded here.`
    return found({ ...need, id: `language-${id}`, what })
  }
  const version = await versionOf(program)
  if (version === undefined) {
    const what = `${program.join(' ')} does not say its version, so exercises in ${title} may fail.`
    return found({ ...need, id: `language-${id}`, severity: 'warning', what, where: program.join(' ') })
  }
  if (id === 'java' && Number.parseInt(version, 10) < OLDEST_JAVA) {
    const what = `${program.join(' ')} is of version ${version}: exercises in Java need ${OLDEST_JAVA} or later.`
    return found({ ...need, id: 'language-java-old', severity: 'warning', what })
  }
  return well(`language-${id}`, `${program.join(' ')} ${version}: exercises in ${title}`)
}

/** `Python 3.11.2`, `go version go1.19.8 linux/amd64`, `javac 17.0.13`: the first number with dots. */
async function versionOf(program: readonly string[]): Promise<string | undefined> {
  const isGo = program[0] === 'go'
  const { output } = await runProgram({
    command: [...program, isGo ? 'version' : '--version'],
    cwd: process.env['HOME'] || '/',
    timeoutMs: VERSION_TIMEOUT_MS,
  })
  return /\d+(\.\d+)+|\b\d+\b/.exec(output)?.[0]
}

export async function checkCache(): Promise<Looked> {
  const folder = cacheDir()
  try {
    await tryWriting(folder)
    return well('cache', `${folder} can be written`)
  } catch (error) {
    return found({
      id: 'cache-read-only',
      severity: 'warning',
      what: `The cache cannot be written (${whyNotWritten(error)}): compendium starts more slowly, and Go and Java are not graded.`,
      where: folder,
      next: 'Make the folder writable, or name another: XDG_CACHE_HOME=FOLDER',
    })
  }
}

export async function checkDisk(): Promise<Looked> {
  const folder = dataDir()
  const bytes = await freeBytes(folder).catch(() => undefined)
  if (bytes === undefined) return found()
  const free =
    bytes >= 10 * 1024 * MIB ? `${Math.floor(bytes / 1024 / MIB)} GiB` : `${Math.floor(bytes / MIB)} MiB`
  if (bytes >= LITTLE_BYTES) return well('disk', `${free} free for progress`)
  return found({
    id: 'disk-full',
    severity: bytes < TOO_LITTLE_BYTES ? 'error' : 'warning',
    what: `Only ${free} are free: soon nothing more can be saved.`,
    where: folder,
    next: 'Free some, or point COMPENDIUM_HOME at another disk.',
  })
}

import { LANGUAGES, type TaughtLanguage } from '../grading/languages.ts'
import { doctorWords } from '../messages/doctor/index.ts'
import { whyNotWritten } from '../platform/file-error.ts'
import { findProgram } from '../platform/find-program.ts'
import { cacheDir, dataDir } from '../platform/paths.ts'
import { freeBytes, tryWriting } from '../platform/place.ts'
import { runProgram } from '../platform/run-program.ts'
import { found, type Looked, together, well } from './finding.ts'

/** What package.json asks for under `engines`. */
export const OLDEST_NODE = [20, 19] as const
const OLDEST_JAVA = 11
const MIB = 1024 ** 2
const LITTLE_BYTES = 200 * MIB
const TOO_LITTLE_BYTES = 16 * MIB
const VERSION_TIMEOUT_MS = 10_000

export function checkNode(version: string = process.versions.node): Looked {
  const words = doctorWords().node
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const [oldest, oldestMinor] = OLDEST_NODE
  if (major > oldest || (major === oldest && minor >= oldestMinor))
    return well('node', words.well({ version }))
  return found({
    id: 'node-old',
    severity: 'error',
    what: words.old({ version, oldest: OLDEST_NODE.join('.') }),
    where: process.execPath,
    next: words.install,
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
  const { language: words, thisMachine } = doctorWords()
  const need = { severity: 'info', where: thisMachine, next: install.join('; ') } as const
  if (program === undefined) {
    const what = words.missing({ program: wanted.join(' '), title })
    return found({ ...need, id: `language-${id}`, what })
  }
  const name = program.join(' ')
  const version = await versionOf(program)
  if (version === undefined) {
    const what = words.silent({ program: name, title })
    return found({ ...need, id: `language-${id}`, severity: 'warning', what, where: name })
  }
  if (id === 'java' && Number.parseInt(version, 10) < OLDEST_JAVA) {
    const what = words.oldJava({ program: name, version, oldest: OLDEST_JAVA })
    return found({ ...need, id: 'language-java-old', severity: 'warning', what })
  }
  return well(`language-${id}`, words.well({ program: name, version, title }))
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
  const words = doctorWords().cache
  try {
    await tryWriting(folder)
    return well('cache', words.well({ folder }))
  } catch (error) {
    return found({
      id: 'cache-read-only',
      severity: 'warning',
      what: words.readOnly({ why: whyNotWritten(error) }),
      where: folder,
      next: words.next,
    })
  }
}

export async function checkDisk(): Promise<Looked> {
  const folder = dataDir()
  const bytes = await freeBytes(folder).catch(() => undefined)
  if (bytes === undefined) return found()
  const free =
    bytes >= 10 * 1024 * MIB ? `${Math.floor(bytes / 1024 / MIB)} GiB` : `${Math.floor(bytes / MIB)} MiB`
  const words = doctorWords().disk
  if (bytes >= LITTLE_BYTES) return well('disk', words.well({ free }))
  return found({
    id: 'disk-full',
    severity: bytes < TOO_LITTLE_BYTES ? 'error' : 'warning',
    what: words.full({ free }),
    where: folder,
    next: words.next,
  })
}

import { createHash } from 'node:crypto'
import path from 'node:path'
import { UserError } from '../../lib/user-error.ts'
import { cachedFolder } from '../../platform/build-cache.ts'
import { findExecutable } from '../../platform/find-program.ts'
import { packageRoot } from '../../platform/package-root.ts'
import { runProgram } from '../../platform/run-program.ts'
import { readFolder, readTextFile } from '../../platform/text-file.ts'
import type { Language } from '../languages.ts'

/** The driver compiled, and the tools of the JDK that did it. */
export interface JavaDriver {
  readonly javac: string
  readonly java: string
  /** Folder of its classes. */
  readonly classes: string
  /** The compiler's own classes as they lie in memory, which halves its start (JEP 350). */
  readonly archive: string
}

/** Options of the compiler's machine: it lives for a second, and speaks English whatever the locale. */
export const COMPILER_MACHINE = [
  '-XX:+UseSerialGC',
  '-XX:TieredStopAtLevel=1',
  '-XX:-UsePerfData',
  '-XX:+IgnoreUnrecognizedVMOptions',
  '-Xshare:auto',
  '-Xlog:disable',
  '-Xlog:all=off',
  '-Duser.language=en',
  '-Duser.country=US',
].map((option) => `-J${option}`)

/** The oldest JDK whose language and library the driver keeps to. */
const RELEASE = 11
const COMPILE_MS = 120_000

/**
 * The driver's classes in the user's cache, compiled once for each content of its sources and each JDK.
 * @throws UserError when the JDK is too old or cannot compile it.
 */
export async function javaDriver(compiler: readonly string[], language: Language): Promise<JavaDriver> {
  const javac = findExecutable(compiler[0] ?? 'javac') ?? 'javac'
  const home = path.dirname(path.dirname(javac))
  const release = (await readTextFile(path.join(home, 'release'))) ?? (await versionOf(javac))
  refuseOld(release, language)
  const sources = await driverSources()
  const hash = createHash('sha256').update(JSON.stringify([javac, release, COMPILER_MACHINE, sources]))
  const folder = await cachedFolder({
    kind: 'java-driver',
    key: hash.digest('hex').slice(0, 24),
    proof: path.join('classes', 'compendium', 'Driver.class'),
    make: (draft) => compileDriver(javac, Object.keys(sources), draft),
  })
  const beside = findExecutable(path.join(path.dirname(javac), 'java'))
  return {
    javac,
    java: beside ?? 'java',
    classes: path.join(folder, 'classes'),
    archive: path.join(folder, 'javac.jsa'),
  }
}

/** Texts by file. */
async function driverSources(): Promise<Readonly<Record<string, string>>> {
  const folder = path.join(packageRoot(), 'src', 'grading', 'drivers', 'java')
  const files = (await readFolder(folder)).filter((name) => name.endsWith('.java')).sort()
  const texts = files.map(async (name) => {
    const file = path.join(folder, name)
    return [file, (await readTextFile(file)) ?? ''] as const
  })
  return Object.fromEntries(await Promise.all(texts))
}

async function versionOf(javac: string): Promise<string> {
  const { output } = await runProgram({ command: [javac, '-version'], cwd: '/', timeoutMs: COMPILE_MS })
  return output
}

/** `JAVA_VERSION="17.0.2"` in the file `release`, `javac 1.8.0` from the compiler. */
function refuseOld(release: string, { title, install }: Language): void {
  const version = /(?:^JAVA_VERSION="|javac )(?:1\.)?(\d+)/m.exec(release)?.[1]
  if (version === undefined || Number(version) >= RELEASE) return
  throw new UserError(`${title} ${version} is too old: ${RELEASE} or later is needed.`, {
    code: 'interpreter-too-old',
    next: install,
  })
}

async function compileDriver(javac: string, sources: readonly string[], folder: string): Promise<void> {
  const command = [
    ...[javac, ...COMPILER_MACHINE, `-J-XX:ArchiveClassesAtExit=${path.join(folder, 'javac.jsa')}`],
    ...['--release', String(RELEASE), '-proc:none', '-nowarn', '-Xlint:none', '-encoding', 'UTF-8'],
    ...['-d', path.join(folder, 'classes'), ...sources],
  ]
  const { ending, output } = await runProgram({ command, cwd: folder, timeoutMs: COMPILE_MS })
  if (ending.cause === 'exit' && ending.exitCode === 0) return
  const first = output.trim().split('\n')[0] ?? ''
  throw new UserError(`${javac} could not compile the driver for Java: ${first || ending.cause}.`, {
    code: 'broken-compiler',
    next: ['Is it a whole JDK? See for yourself: javac -version'],
  })
}

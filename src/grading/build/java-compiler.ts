import path from 'node:path'
import { runProgram } from '../../platform/run-program.ts'
import { linkFolder } from '../../platform/temporary-folder.ts'
import { readTextFile } from '../../platform/text-file.ts'
import type { BuildError } from './build-error.ts'
import { COMPILER_MACHINE, type JavaDriver } from './java-driver.ts'

const COMPILE_MS = 60_000
/** With names of locals, which the machine quotes where something is null. */
const COMPILER = ['-proc:none', '-nowarn', '-Xlint:none', '-g', '-parameters', '-encoding', 'UTF-8']

/**
 * Compiles the file, and of its folder what it needs, to `classes` below the build's own folder. The
 * first error that the compiler finds, if it finds one.
 */
export async function compileLearner(
  file: string,
  folder: string,
  { javac, archive }: JavaDriver,
): Promise<BuildError | undefined> {
  const cwd = path.dirname(file)
  const command = [
    ...[javac, ...COMPILER_MACHINE, `-J-XX:SharedArchiveFile=${archive}`, ...COMPILER],
    ...['-cp', folder, '-sourcepath', await sourceRoot(file, folder)],
    ...['-d', path.join(folder, 'classes'), file],
  ]
  const { ending, output, timedOut } = await runProgram({ command, cwd, env: UTF8, timeoutMs: COMPILE_MS })
  if (ending.cause === 'exit' && ending.exitCode === 0) return undefined
  if (timedOut) return { text: `javac did not end within ${COMPILE_MS / 1000} s` }
  return firstError(output, file) ?? { text: output.trim() || `javac ended by itself (${ending.cause})` }
}

/**
 * Where the compiler looks for other classes: the folder above those of the file's package. A file that
 * names a package but lies in another folder is given one of links that fits.
 */
async function sourceRoot(file: string, folder: string): Promise<string> {
  const text = (await readTextFile(file)) ?? ''
  const code = text.replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '')
  const steps = (/^\s*(?:@\w+\s+)*package\s+([\w.]+)\s*;/.exec(code)?.[1] ?? '').split('.').filter(Boolean)
  const source = path.dirname(file)
  if (steps.length === 0) return source
  const inside = path.join(path.sep, ...steps)
  if (source.endsWith(inside)) return source.slice(0, -inside.length) || path.sep
  const root = path.join(folder, 'sources')
  await linkFolder(source, path.join(root, ...steps))
  return root
}

/** Else names of files that are not in ASCII are lost where the locale is none. */
const UTF8 = { LC_ALL: 'C.UTF-8' }

/** `File.java:3: error: ';' expected`, then the line, a caret, and more lines on what was looked for. */
export function firstError(output: string, file: string): BuildError | undefined {
  const lines = output.split(/\r?\n/)
  const at = lines.findIndex((line) => /^.+\.java:\d+: error: /.test(line))
  const match = /^(.+\.java):(\d+): error: (.*)$/.exec(lines[at] ?? '')
  if (match === null) return undefined
  const [, place = '', line, text = ''] = match
  const caret = lines.findIndex((one, index) => index > at && /^\s*\^\s*$/.test(one))
  const found = {
    text: explained(text, lines.slice(caret + 1)),
    file: path.resolve(path.dirname(file), place),
  }
  const shown = lines[caret - 1] ?? ''
  const source = shown.trimStart()
  const column = (lines[caret] ?? '').indexOf('^') - (shown.length - source.length)
  return caret === -1
    ? { ...found, line: Number(line) }
    : { ...found, line: Number(line), source, column: Math.max(0, column) }
}

/** "cannot find symbol" alone does not say which. */
function explained(text: string, after: readonly string[]): string {
  const symbol = /^\s+symbol:\s+(.*)$/.exec(after[0] ?? '')?.[1]
  return symbol === undefined ? text : `${text}: ${symbol.replace(/\s+/g, ' ')}`
}

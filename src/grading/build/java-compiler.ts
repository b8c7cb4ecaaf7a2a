import path from 'node:path'
import { runProgram } from '../../platform/run-program.ts'
import type { BuildError } from './build-error.ts'
import { COMPILER_MACHINE, type JavaDriver } from './java-driver.ts'

const COMPILE_MS = 60_000

/** The first error that the compiler finds in the file or in what it needs of its folder. */
export async function compileLearner(
  file: string,
  folder: string,
  { javac, archive }: JavaDriver,
): Promise<BuildError | undefined> {
  const source = path.dirname(file)
  const command = [
    ...[
      javac,
      ...COMPILER_MACHINE,
      `-J-XX:SharedArchiveFile=${archive}`,
      '-proc:none',
      '-nowarn',
      '-Xlint:none',
    ],
    ...['-g:source,lines,vars', '-parameters', '-encoding', 'UTF-8', '-cp', folder],
    ...['-sourcepath', source, '-d', folder, file],
  ]
  const { ending, output, timedOut } = await runProgram({ command, cwd: source, timeoutMs: COMPILE_MS })
  if (ending.cause === 'exit' && ending.exitCode === 0) return undefined
  if (timedOut) return { text: `javac did not end within ${COMPILE_MS / 1000} s` }
  return firstError(output, file) ?? { text: output.trim() || `javac ended by itself (${ending.cause})` }
}

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

import path from 'node:path'
import { runProgram } from '../../../platform/run-program.ts'
import type { Fault } from '../../fault.ts'
import { buildFault } from '../../faults.ts'
import type { PreparedNode } from './prepared.ts'

export const COMPILE_MS = 120_000

export interface Build {
  readonly file: string
  /** The compiler and what it is told. */
  readonly command: readonly string[]
  readonly remove: () => void
  /** What starts the program that comes of it. */
  readonly program: readonly string[]
  /** Finds file, line and text of the first error in what the compiler says. */
  readonly place: RegExp
}

/** Runs the compiler. */
export async function compiled({
  file,
  command,
  remove,
  program,
  place,
}: Build): Promise<PreparedNode | Fault> {
  const cwd = path.dirname(file)
  const { ending, output } = await runProgram({
    command,
    cwd,
    timeoutMs: COMPILE_MS,
    env: { LC_ALL: 'C.UTF-8' },
  })
  if (ending.cause === 'exit' && ending.exitCode === 0) {
    return { program: { command: program, cwd }, dispose: remove }
  }
  remove()
  const [, at, line, text] = place.exec(output) ?? []
  if (text === undefined) return buildFault({ text: output.trim().split('\n')[0] ?? ending.cause }, file)
  return buildFault({ text, line: Number(line), file: path.resolve(cwd, at ?? file) }, file)
}

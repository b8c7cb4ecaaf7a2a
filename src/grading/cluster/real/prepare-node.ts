import path from 'node:path'
import { UserError } from '../../../lib/user-error.ts'
import { findProgram } from '../../../platform/find-program.ts'
import { runProgram } from '../../../platform/run-program.ts'
import { makeTemporaryFolder, writeTemporary } from '../../../platform/temporary-folder.ts'
import { bundle } from '../../build/bundle.ts'
import type { Fault } from '../../fault.ts'
import { buildFault, interpreterFault } from '../../faults.ts'
import type { Language } from '../../languages.ts'
import type { NodeProgram } from './node-process.ts'

export interface PreparedNode {
  readonly program: NodeProgram
  /** Removes what was built. */
  dispose(): void
}

const COMPILE_MS = 120_000
const nothing = (): void => {}

/** What starts one node: the file as its language starts programs, built first where it has to be. */
export async function prepareNode(file: string, language: Language): Promise<PreparedNode | Fault> {
  const found = findProgram(language.interpreters)
  if (found === undefined) return interpreterFault(language)
  const cwd = path.dirname(file)
  if (language.style === 'go') return goNode(file, cwd, found)
  if (language.style === 'java') return javaNode(file, cwd, found)
  if (language.id === 'typescript') return bundledNode(file, cwd)
  const flags = language.style === 'python' ? ['-u'] : []
  return { program: { command: [...found, ...flags, file], cwd }, dispose: nothing }
}

/** A node that is started by a command of the user's. @throws UserError, exit 2. */
export function prepareNodeCommand(words: readonly string[], cwd: string): PreparedNode {
  const [name = '', ...rest] = words
  const found = findProgram([[path.resolve(cwd, name)], [name]])
  if (found === undefined) {
    throw new UserError(`There is no program ${name}.`, {
      code: 'missing-program',
      next: ['Write what starts one node after --, as you would type it in this folder.'],
    })
  }
  return { program: { command: [...found, ...rest], cwd }, dispose: nothing }
}

async function bundledNode(file: string, cwd: string): Promise<PreparedNode | Fault> {
  const bundled = await bundle(file)
  if ('text' in bundled) return buildFault(bundled, file)
  const written = await writeTemporary('node.mjs', bundled.code)
  return { program: { command: [process.execPath, written.file], cwd }, dispose: written.remove }
}

async function goNode(file: string, cwd: string, go: readonly string[]): Promise<PreparedNode | Fault> {
  const { folder, remove } = await makeTemporaryFolder()
  const binary = path.join(folder, 'node')
  // A module is built whole; a file that belongs to none stands for itself.
  const module = await runProgram({ command: [...go, 'env', 'GOMOD'], cwd, timeoutMs: COMPILE_MS })
  const isModule = path.isAbsolute(module.output.trim()) && module.output.trim() !== '/dev/null'
  const command = [...go, 'build', '-buildvcs=false', '-o', binary, isModule ? '.' : file]
  return compiled(command, {
    file,
    cwd,
    remove,
    program: [binary],
    place: /^(?:\.\/)?(\S+\.go):(\d+):(?:\d+:)? (.*)$/m,
  })
}

async function javaNode(file: string, cwd: string, java: readonly string[]): Promise<PreparedNode | Fault> {
  const { folder, remove } = await makeTemporaryFolder()
  const javac = findProgram([['javac']]) ?? java
  const command = [...javac, '-nowarn', '-encoding', 'UTF-8', '-sourcepath', cwd, '-d', folder, file]
  const main = path.basename(file, '.java')
  const [runtime = 'java'] = findProgram([['java']]) ?? []
  const program = [runtime, '-XX:+UseSerialGC', '-cp', folder, main]
  return compiled(command, { file, cwd, remove, program, place: /^(.+\.java):(\d+): error: (.*)$/m })
}

interface Build {
  readonly file: string
  readonly cwd: string
  readonly remove: () => void
  readonly program: readonly string[]
  /** Finds file, line and text of the first error in what the compiler says. */
  readonly place: RegExp
}

async function compiled(command: readonly string[], build: Build): Promise<PreparedNode | Fault> {
  const { ending, output } = await runProgram({
    command,
    cwd: build.cwd,
    timeoutMs: COMPILE_MS,
    env: { LC_ALL: 'C.UTF-8' },
  })
  if (ending.cause === 'exit' && ending.exitCode === 0) {
    return { program: { command: build.program, cwd: build.cwd }, dispose: build.remove }
  }
  build.remove()
  const [, , line, text] = build.place.exec(output) ?? []
  if (text === undefined)
    return buildFault({ text: output.trim().split('\n')[0] ?? ending.cause }, build.file)
  return buildFault({ text, line: Number(line) }, build.file)
}

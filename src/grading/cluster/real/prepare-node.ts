import path from 'node:path'
import { shellLine } from '../../../lib/shell-words.ts'
import { UserError } from '../../../lib/user-error.ts'
import { findProgram } from '../../../platform/find-program.ts'
import { firstLine } from '../../../platform/first-line.ts'
import { type Fault, isFault } from '../../fault.ts'
import { interpreterFault } from '../../faults.ts'
import type { Language, LanguageStyle } from '../../languages.ts'
import type { NodeMode, Prepare, PreparedNode } from '../build/prepared.ts'

export type { NodeMode, PreparedNode }

const PREPARE: Readonly<Record<LanguageStyle, () => Promise<Prepare>>> = {
  python: async () => (await import('../build/python.ts')).preparePython,
  javascript: async () => (await import('../build/javascript.ts')).prepareJavaScript,
  go: async () => (await import('../build/go.ts')).prepareGo,
  java: async () => (await import('../build/java.ts')).prepareJava,
}

/**
 * What starts one node: the file as its language starts programs, built first where it has to be. The SDK of nodes is
 * there for it, if its own folder has no copy. In steps, what is started speaks the lines of docs/node-protocol.md.
 */
export async function prepareNode(
  file: string,
  language: Language,
  mode: NodeMode = 'real',
): Promise<PreparedNode | Fault> {
  const found = findProgram(language.interpreters)
  if (found === undefined) return interpreterFault(language)
  const prepare = await PREPARE[language.style]()
  const prepared = await prepare({ file, mode, found })
  if (isFault(prepared)) return prepared
  return { ...prepared, program: { ...prepared.program, style: language.style } }
}

/** A node that is started by a command of the user's. @throws UserError, exit 2. */
export function prepareNodeCommand(words: readonly string[], cwd: string): PreparedNode {
  const [name = '', ...rest] = words
  const found = findProgram([[path.resolve(cwd, name)], [name]])
  if (found === undefined && firstLine(path.resolve(cwd, name)) !== undefined) {
    throw new UserError(`${name} is there, but may not be executed.`, {
      code: 'not-executable',
      next: [`chmod +x ${shellLine([name])}`, `Or name what runs it: -- python3 ${shellLine([name])}`],
    })
  }
  if (found === undefined) {
    throw new UserError(`There is no program ${name}.`, {
      code: 'missing-program',
      next: ['Write what starts one node after --, as you would type it in this folder.'],
    })
  }
  return { program: { command: [...found, ...rest], cwd }, dispose: () => {} }
}

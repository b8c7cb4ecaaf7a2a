import path from 'node:path'
import { findProgram } from './find-program.ts'

export interface Fences {
  /** The one folder that may be written to. */
  readonly work: string
  /** Folders that must be there to be read, wherever they are. */
  readonly read: readonly string[]
}

export interface Sandbox {
  /** The command behind its fences; as it was when there are none to be had. */
  readonly command: readonly string[]
  /** Why there are none. */
  readonly problem?: string
}

const INSTALL = 'bubblewrap is not installed (Debian or Ubuntu: sudo apt install bubblewrap)'

/**
 * The command in a sandbox of bubblewrap (Linux): no network, no processes but its own, and a file
 * system that can only be read, but for the work folder and a /tmp of its own.
 */
export async function sandboxed(command: readonly string[], fences: Fences): Promise<Sandbox> {
  const found = findProgram([['bwrap']])
  if (found === undefined) return { command, problem: INSTALL }
  const fence = [...found, ...fenceFlags(fences), '--']
  const problem = await trouble([...fence, 'true'])
  return problem === undefined ? { command: [...fence, ...command] } : { command, problem }
}

function fenceFlags({ work, read }: Fences): string[] {
  return [
    ...['--ro-bind', '/', '/', '--dev', '/dev', '--proc', '/proc', '--tmpfs', '/tmp'],
    ...read.flatMap((folder) => ['--ro-bind', folder, folder]),
    ...['--bind', work, work],
    ...['--unshare-all', '--die-with-parent', '--chdir', work],
  ]
}

/** A container may forbid what bubblewrap needs: better tried than guessed. */
async function trouble(command: readonly string[]): Promise<string | undefined> {
  const { execa } = await import('execa')
  const [program = '', ...args] = command
  const { failed, stderr, shortMessage } = await execa(program, args, { reject: false, timeout: 5000 })
  if (!failed) return undefined
  return `bubblewrap cannot be used here: ${stderr.trim().split('\n').at(-1) || shortMessage}`
}

/** The folders of a command's own files that a sandbox must show. */
export function foldersOf(command: readonly string[]): readonly string[] {
  return [...new Set(command.filter((word) => path.isAbsolute(word)).map((word) => path.dirname(word)))]
}

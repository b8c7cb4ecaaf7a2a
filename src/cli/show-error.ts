import { ExitCode } from '../lib/exit-code.ts'
import { isUserError } from '../lib/user-error.ts'
import { cliWords } from '../messages/cli/index.ts'
import type { UsageMistake } from './usage-error.ts'

interface ShownError {
  readonly code: string
  readonly message: string
  readonly next: readonly string[]
  readonly exitCode: number
}

interface ShowOptions {
  readonly json: boolean
  readonly schemaVersion: number
  readonly command: string
  /** Words what oclif's parser says; before a command is loaded there is no parser. */
  readonly usage?: (error: Error, command: string) => UsageMistake
}

/** Prints an error once, in the form the caller asked for, and returns the exit status it stands for. */
export function showError(error: unknown, options: ShowOptions): number {
  const shown = describeError(error, options)
  if (options.json) {
    const { exitCode: _, ...body } = shown
    process.stdout.write(
      `${JSON.stringify({ schemaVersion: options.schemaVersion, error: body }, null, 2)}\n`,
    )
  } else {
    process.stderr.write(`${cliWords().error(shown)}\n${shown.next.map((step) => `  ${step}\n`).join('')}`)
  }
  const culprit = process.env['DEBUG'] ? culpritOf(error, shown) : undefined
  if (culprit !== undefined) process.stderr.write(`${culprit.stack}\n`)
  return shown.exitCode
}

/** Whose stack says more than the message: a fault of ours, or what made a user's own code fail. */
function culpritOf(error: unknown, { exitCode }: ShownError): Error | undefined {
  if (!(error instanceof Error)) return undefined
  if (exitCode === ExitCode.internal) return error
  return error.cause instanceof Error ? error.cause : undefined
}

function describeError(error: unknown, { command, usage }: ShowOptions): ShownError {
  if (isUserError(error)) {
    // Field by field: the message of an error is not one that a spread copies.
    return { code: error.code, message: error.message, next: error.next, exitCode: error.exitCode }
  }
  if (usage !== undefined && isUsageError(error)) {
    return { code: 'usage', ...usage(error, command), exitCode: ExitCode.usage }
  }
  const message = error instanceof Error ? error.message : String(error)
  return {
    code: 'internal',
    message: cliWords().ourFault({ message }),
    next: [cliWords().report],
    exitCode: ExitCode.internal,
  }
}

/** What oclif throws for a flag or argument it cannot accept. */
function isUsageError(error: unknown): error is Error {
  if (!(error instanceof Error) || !('oclif' in error)) return false
  return 'parse' in error || (error.oclif as { exit?: number } | undefined)?.exit === ExitCode.usage
}

import { ExitCode } from '../lib/exit-code.ts'
import { isUserError } from '../lib/user-error.ts'
import { usageMistake } from './usage-error.ts'

interface ShownError {
  readonly code: string
  readonly message: string
  readonly next: readonly string[]
  readonly exitCode: number
}

/** Prints an error once, in the form the caller asked for, and returns the exit status it stands for. */
export function showError(
  error: unknown,
  options: { readonly json: boolean; readonly schemaVersion: number; readonly command: string },
): number {
  const shown = describeError(error, options.command)
  if (options.json) {
    const { exitCode: _, ...body } = shown
    process.stdout.write(
      `${JSON.stringify({ schemaVersion: options.schemaVersion, error: body }, null, 2)}\n`,
    )
  } else {
    process.stderr.write(`Error: ${shown.message}\n${shown.next.map((step) => `  ${step}\n`).join('')}`)
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

function describeError(error: unknown, command: string): ShownError {
  if (isUserError(error)) {
    // Field by field: the message of an error is not one that a spread copies.
    return { code: error.code, message: error.message, next: error.next, exitCode: error.exitCode }
  }
  if (isUsageError(error)) {
    return { code: 'usage', ...usageMistake(error, command), exitCode: ExitCode.usage }
  }
  const message = error instanceof Error ? error.message : String(error)
  return {
    code: 'internal',
    message: `${message} (this is a fault in compendium, not in your work)`,
    next: ['Run it again with DEBUG=1 to see where, and report it with the command you typed.'],
    exitCode: ExitCode.internal,
  }
}

/** What oclif throws for a flag or argument it cannot accept. */
function isUsageError(error: unknown): error is Error {
  if (!(error instanceof Error) || !('oclif' in error)) return false
  return 'parse' in error || (error.oclif as { exit?: number } | undefined)?.exit === ExitCode.usage
}

import { ExitCode } from './exit-code.ts'

export interface UserErrorOptions {
  /** Stable, kebab-case, for scripts that read `--json`. */
  readonly code: string
  /** What the user can do next: one or more complete sentences or commands. */
  readonly next?: readonly string[]
  /** Defaults to 2 (usage). */
  readonly exitCode?: ExitCode
  readonly cause?: unknown
}

/**
 * Something went wrong that the user can act on. The message says what happened and where;
 * `next` says what to do. Everything else that is thrown is a fault of ours and exits 70.
 */
export class UserError extends Error {
  readonly code: string
  readonly next: readonly string[]
  readonly exitCode: ExitCode

  constructor(message: string, options: UserErrorOptions) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'UserError'
    this.code = options.code
    this.next = options.next ?? []
    this.exitCode = options.exitCode ?? ExitCode.usage
  }
}

/** By name, not by class: lazily loaded bundles may each hold a copy of the class. */
export function isUserError(error: unknown): error is UserError {
  return error instanceof Error && error.name === 'UserError' && 'code' in error && 'exitCode' in error
}

export interface ProblemOptions {
  /** The HTTP status that says it best. */
  readonly status: number
  /** Stable, kebab-case, for programs. */
  readonly code: string
  /** When it makes sense to try again, if anybody knows. */
  readonly retryAfterMs?: number
  readonly cause?: unknown
}

/** A request that cannot be served, and why, in words that the caller may read. */
export class Problem extends Error {
  override readonly name: string = 'Problem'
  readonly status: number
  readonly code: string
  readonly retryAfterMs: number | undefined

  constructor(message: string, { status, code, retryAfterMs, cause }: ProblemOptions) {
    super(message, { cause })
    this.status = status
    this.code = code
    this.retryAfterMs = retryAfterMs
  }
}

/** What went wrong and why, in one line: an error and its causes. */
export function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  // Where several addresses were tried, the system leaves the words empty and says the code.
  const words = error.message || String((error as NodeJS.ErrnoException).code ?? error.name)
  return error.cause === undefined ? words : `${words}: ${wordsOf(error.cause)}`
}

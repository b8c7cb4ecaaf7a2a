/** Something wrong in the content, found by the compiler or by a lint rule. */
export interface Problem {
  /** An error stops the build; a warning is for the author to judge. */
  readonly severity: 'error' | 'warning'
  /** Relative to the content folder, with forward slashes. */
  readonly file: string
  readonly line?: number
  /** Which rule: kebab-case, stable. */
  readonly rule: string
  readonly message: string
}

/** Collects the problems of one file. */
export class Problems {
  readonly list: Problem[] = []

  error(file: string, line: number | undefined, rule: string, message: string): void {
    this.list.push({ severity: 'error', file, ...(line === undefined ? {} : { line }), rule, message })
  }

  warning(file: string, line: number | undefined, rule: string, message: string): void {
    this.list.push({ severity: 'warning', file, ...(line === undefined ? {} : { line }), rule, message })
  }

  get failed(): boolean {
    return this.list.some(({ severity }) => severity === 'error')
  }
}

/** By file, then line, then rule: the order in which an author works through them. */
export function sortProblems(problems: readonly Problem[]): Problem[] {
  return [...problems].sort(
    (a, b) =>
      compare(a.file, b.file) ||
      (a.line ?? 0) - (b.line ?? 0) ||
      compare(a.rule, b.rule) ||
      compare(a.message, b.message),
  )
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

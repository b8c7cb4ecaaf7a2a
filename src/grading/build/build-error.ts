/** The first error of the learner's file or of what it imports, in the words of the compiler. */
export interface BuildError {
  readonly text: string
  /** Absolute; the learner's own file or one that it imports. */
  readonly file?: string
  readonly line?: number
  readonly source?: string
  readonly column?: number
}

/** What every command's exit status means; scripts and CI rely on these numbers. */
export const ExitCode = {
  /** The thing asked for was done, or the verdict is a pass. */
  pass: 0,
  /** A verdict against the program, the assertion or the content under test. */
  fail: 1,
  /** The call itself was wrong: a flag, a name, a file that is not there. */
  usage: 2,
  /** No verdict could be reached, or only a weak one. */
  inconclusive: 3,
  /** Compendium itself is at fault. */
  internal: 70,
} as const

export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode]

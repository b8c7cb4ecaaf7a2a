/** What a script can tell by `$?`. */
export const EXIT = {
  done: 0,
  /** The service said no. */
  refused: 1,
  /** The command line, a file or the configuration makes no sense. */
  usage: 2,
  /** Nobody knows whether it happened: run the same command again. */
  noAnswer: 3,
  /** A fault of this program. */
  fault: 70,
  /** Ctrl-C: 128 and the number of the signal. */
  interrupted: 130,
} as const

export type ExitCode = (typeof EXIT)[keyof typeof EXIT]

/** Something that whoever typed the command can put right. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** Ctrl-C, or SIGTERM. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted'

  constructor() {
    super('interrupted')
  }
}

/** All that a command sees of the world around it. Tests bring their own. */
export interface Terminal {
  readonly env: Readonly<Record<string, string | undefined>>
  /** Results go to standard output, everything else to standard error. */
  readonly out: (text: string) => void
  readonly err: (text: string) => void
  /** Somebody is watching standard error. */
  readonly isWatched: boolean
  /** Aborts, with `Interrupted`, on Ctrl-C. */
  readonly signal: AbortSignal
}

/** One line on standard error that changes as things go on; nothing where nobody watches. */
export function showProgress({ err, isWatched }: Terminal) {
  return {
    say: (text: string): void => {
      if (isWatched) err(`\r\x1b[K${text}`)
    },
    end: (): void => {
      if (isWatched) err('\r\x1b[K')
    },
  }
}

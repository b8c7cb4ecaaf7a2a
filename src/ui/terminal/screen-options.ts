import { wantsLinear } from '../../platform/terminal.ts'

/** The terminal a screen is drawn on, and what it can show. Commands decide; screens obey. */
export interface ScreenOptions {
  readonly stdin: NodeJS.ReadStream
  readonly stdout: NodeJS.WriteStream
  /** chalk's scale: 0 none, 1 the 16 basic colours, 2 the 256 colours, 3 true colour. */
  readonly color: 0 | 1 | 2 | 3
  /** False draws boxes, bars and markers in ASCII. Default true. */
  readonly unicode?: boolean
  /** Text without cursor movement, for screen readers and `--plain`. Default: as the environment says. */
  readonly linear?: boolean
}

/**
 * How a screen was left. `interrupted` is Ctrl-C: the command exits 130. `no-terminal` means that
 * nothing was shown, because input or output is not a terminal: the command says what to do instead.
 */
export type Ending = 'quit' | 'interrupted' | 'no-terminal'

/** The exit status of a command that Ctrl-C ended: 128 + SIGINT, as shells count it. */
export const EXIT_INTERRUPTED = 130

export function isTerminal({ stdin, stdout }: ScreenOptions): boolean {
  return stdin.isTTY === true && stdout.isTTY === true
}

/** As the caller says, else as the environment does. */
export function isLinear({ linear }: ScreenOptions, env: NodeJS.ProcessEnv = process.env): boolean {
  return linear ?? wantsLinear(env)
}

export interface Size {
  readonly columns: number
  readonly rows: number
}

/** Some terminals (and pseudo-terminals that nobody sized) say 0 by 0: then the classic size is assumed. */
export function sizeOf(stdout: NodeJS.WriteStream): Size {
  return { columns: stdout.columns || 80, rows: stdout.rows || 24 }
}

import type { ScreenOptions } from '../terminal/screen-options.ts'

/** What all screens of one sitting share. */
export interface Sitting {
  readonly screen: ScreenOptions
  /** The clock: a sitting lasts, and everything in it has a time of its own. */
  readonly now: () => number
  /** What went wrong beside the screens, each thing once; to be told when they are gone. */
  readonly warnings: Set<string>
  /** Gives the terminal back while something else has it, such as an editor. */
  readonly aside: <T>(run: () => Promise<T>) => Promise<T>
  /** Where what the learner makes is written. */
  readonly cwd: string
  /** Of this program, for what is written. */
  readonly version: string
}

/** How one leaves: to where one came from, or out of everything. */
export type Way = 'back' | 'interrupted'

/** As `record.ts` wants to be told of this moment. */
export function contextOf({ now, warnings }: Sitting) {
  return { nowMs: now(), warn: (message: string) => void warnings.add(message) }
}

export function wayOf(ending: 'quit' | 'interrupted' | 'no-terminal'): Way {
  return ending === 'interrupted' ? 'interrupted' : 'back'
}

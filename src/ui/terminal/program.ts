import type { ReactElement } from 'react'
import type { Binding } from '../components/key-bindings.ts'
import type { KeyName } from './keys.ts'
import type { Frame } from './paint.ts'
import type { Size } from './screen-options.ts'

/** What every screen is told. Ctrl-C, `kill -INT` and a terminal that went away are `interrupt`. */
export type ScreenEvent =
  | { readonly type: 'key'; readonly key: KeyName }
  | { readonly type: 'resize'; readonly size: Size }
  | { readonly type: 'tick'; readonly elapsedMs: number }
  | { readonly type: 'interrupt' }

/**
 * A screen as data: a state, a pure `update`, a view of the state. What must happen outside
 * (saving an answer, loading a module) is `react`'s, which sees the state before and after and may
 * send further events. All of it can be tested without a terminal.
 */
export interface Program<State, Event = never> {
  readonly start: (size: Size) => State
  readonly update: (state: State, event: ScreenEvent | Event) => State
  readonly view: (state: State) => ReactElement
  readonly isOver: (state: State) => boolean
  /** Where the terminal's cursor shows, while something is being typed. */
  readonly cursor?: (state: State) => Frame['cursor']
  /** What `?` explains, of a screen that has no help of its own; undefined while `?` is a letter that is typed. */
  readonly keys?: (state: State) => readonly Binding[] | undefined
  /** While it gives a number, `tick` comes that often. */
  readonly tickMs?: (state: State) => number | undefined
  /** Called after each change; a promise it returns is awaited before the screen's promise settles. */
  readonly react?: (
    before: State | undefined,
    after: State,
    send: (event: Event) => void,
  ) => Promise<void> | undefined
}

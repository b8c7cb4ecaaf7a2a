import type { LineEdit } from '../../components/line-edit.ts'
import type { Window } from '../../components/scroll.ts'
import { layoutFor } from '../../layout.ts'
import type { Size } from '../../terminal/screen-options.ts'
import type { QuizState } from '../quiz/state.ts'
import { headingAt, type ReaderDocument } from './document.ts'
import type { Hit } from './search.ts'

/** What has the keyboard. */
export type ReaderMode = 'read' | 'search' | 'command' | 'contents' | 'help' | 'quiz'

export interface Search {
  readonly query: string
  readonly hits: readonly Hit[]
  /** Index of the match that was jumped to last. */
  readonly current: number
}

export interface Message {
  readonly text: string
  readonly isError: boolean
}

export interface ReaderState {
  readonly size: Size
  readonly document: ReaderDocument
  readonly mode: ReaderMode
  /** First line of the document on the screen. */
  readonly top: number
  /** The line that was jumped to, until the next scrolling. */
  readonly focus: number | undefined
  /** What is typed after `/` or `:`. */
  readonly input: LineEdit
  /** A command line that was entered and is not yet carried out. */
  readonly submitted: string | undefined
  readonly search: Search | undefined
  /** The selected heading of the contents, or the first row of the help. */
  readonly selected: number
  readonly message: Message | undefined
  readonly quiz: QuizState | undefined
  /** Enter at the end leads out of the reader, to what comes next. */
  readonly hasNext: boolean
  readonly history: History
  /** Index of the link that is marked. */
  readonly link: number | undefined
  /** Lines at the top of the screen when links within the lesson were followed, and when they were gone back on. */
  readonly behind: readonly number[]
  readonly ahead: readonly number[]
  /** Undefined while the reader is open, and when it was just left. */
  readonly went: Went | undefined
  /** The end of the lesson has been on the screen. */
  readonly finished: boolean
  readonly ending: 'quit' | 'interrupted' | undefined
}

interface Follows {
  readonly quiz: QuizState | undefined
  readonly hasNext?: boolean
  readonly history?: History
}

/** Whether there are lessons to go back to, and forward to. */
export interface History {
  readonly back: boolean
  readonly forward: boolean
}

/** What the reader was left for. */
export type Went =
  | { readonly to: 'topic'; readonly slug: string; readonly anchor?: string }
  | { readonly to: 'next' | 'back' | 'forward' }

export function startReader(
  size: Size,
  document: ReaderDocument,
  { quiz, hasNext = false, history = { back: false, forward: false } }: Follows,
): ReaderState {
  return noteFinished({
    size,
    document,
    mode: 'read',
    top: 0,
    focus: undefined,
    input: { text: '', cursor: 0 },
    submitted: undefined,
    search: undefined,
    selected: 0,
    message: undefined,
    quiz,
    hasNext,
    history,
    link: undefined,
    behind: [],
    ahead: [],
    went: undefined,
    finished: false,
    ending: undefined,
  })
}

export function windowOf({ top, size, document }: ReaderState): Window {
  return { top, height: layoutFor(size).bodyRows, length: document.lines.length }
}

/** Remembers that the last line of the lesson has been seen. */
export function noteFinished(state: ReaderState): ReaderState {
  const { top, height } = windowOf(state)
  const seen = top + height >= state.document.lessonLength
  return seen && !state.finished ? { ...state, finished: true } : state
}

/** The line that the reader is at: the one jumped to, or the top of the screen. */
export function placeOf({ focus, top }: ReaderState): number {
  return focus ?? top
}

/** The index of the heading under which the reader is, or 0. */
export function currentHeadingIndex(state: ReaderState): number {
  const heading = headingAt(state.document, placeOf(state))
  return heading === undefined ? 0 : state.document.headings.indexOf(heading)
}

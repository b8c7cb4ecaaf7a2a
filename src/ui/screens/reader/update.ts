import { actionFor } from '../../components/key-bindings.ts'
import { EMPTY_LINE, editLine } from '../../components/line-edit.ts'
import { type ScrollAction, scrollBy } from '../../components/scroll.ts'
import { layoutFor } from '../../layout.ts'
import type { KeyName } from '../../terminal/keys.ts'
import type { ScreenEvent } from '../../terminal/program.ts'
import type { Size } from '../../terminal/screen-options.ts'
import { updateQuiz } from '../quiz/update.ts'
import { LIST_BINDINGS, READ_BINDINGS, type ReadAction } from './bindings.ts'
import type { ReaderCommand } from './command-line.ts'
import { plainText, type ReaderDocument, relocate } from './document.ts'
import { helpText } from './help.ts'
import { follow, goBack, goForward, stepLink } from './links.ts'
import { find, goToHeading, goToLine, nextHeading, previousHeading, scroll, stepHit } from './moves.ts'
import { openQuizMode, runCommand } from './run-command.ts'
import { findAll } from './search.ts'
import { currentHeadingIndex, noteFinished, placeOf, type ReaderState, windowOf } from './state.ts'

export type ReaderEvent =
  | ScreenEvent
  | { readonly type: 'command'; readonly command: ReaderCommand }
  /** The rest of a long lesson is to be drawn. */
  | { readonly type: 'whole' }

/** The lesson drawn for a screen of this size. Called once for each text width. */
export type DrawDocument = (size: Size) => ReaderDocument

export function updateReader(state: ReaderState, event: ReaderEvent, draw: DrawDocument): ReaderState {
  switch (event.type) {
    case 'interrupt':
      return { ...state, ending: 'interrupted' }
    case 'resize':
      return resize(state, event.size, draw(event.size))
    case 'command':
      return runCommand({ ...state, submitted: undefined }, event.command)
    case 'key':
      return press({ ...state, message: undefined }, event.key)
    case 'whole':
      return noteFinished({ ...state, document: draw(state.size) })
    case 'tick':
      return state
  }
}

function resize(state: ReaderState, size: Size, document: ReaderDocument): ReaderState {
  const place = relocate(state.document, document, placeOf(state))
  const search = state.search && {
    ...state.search,
    hits: findAll(plainText(document.lines), state.search.query),
  }
  const quiz = state.quiz && { ...state.quiz, size }
  const trail = { link: undefined, behind: [], ahead: [] }
  const moved = goToLine({ ...state, ...trail, size, document, search, quiz }, place)
  return { ...moved, focus: state.focus === undefined ? undefined : place }
}

function press(state: ReaderState, key: KeyName): ReaderState {
  switch (state.mode) {
    case 'read':
      return pressReading(state, key)
    case 'search':
    case 'command':
      return pressTyping(state, key)
    case 'contents':
      return pressContents(state, key)
    case 'help':
      return pressHelp(state, key)
    case 'quiz':
      return pressQuiz(state, key)
  }
}

function pressReading(state: ReaderState, key: KeyName): ReaderState {
  const action = actionFor(READ_BINDINGS, key)
  return action === undefined ? state : READ[action](state)
}

const READ: Readonly<Record<ReadAction, (state: ReaderState) => ReaderState>> = {
  'line-down': (state) => scroll(state, 'line-down'),
  'line-up': (state) => scroll(state, 'line-up'),
  'page-down': (state) => scroll(state, 'page-down'),
  'page-up': (state) => scroll(state, 'page-up'),
  'half-down': (state) => scroll(state, 'half-down'),
  'half-up': (state) => scroll(state, 'half-up'),
  first: (state) => scroll(state, 'first'),
  last: (state) => scroll(state, 'last'),
  'wheel-down': (state) => scroll(state, 'wheel-down'),
  'wheel-up': (state) => scroll(state, 'wheel-up'),
  'next-heading': nextHeading,
  'previous-heading': previousHeading,
  'next-hit': (state) => stepHit(state, 1),
  'previous-hit': (state) => stepHit(state, -1),
  search: (state) => ({ ...state, mode: 'search', input: EMPTY_LINE }),
  command: (state) => ({ ...state, mode: 'command', input: EMPTY_LINE }),
  contents: (state) => ({ ...state, mode: 'contents', selected: currentHeadingIndex(state) }),
  help: (state) => ({ ...state, mode: 'help', selected: 0 }),
  follow: (state) => follow(state) ?? (atEnd(state) ? goOn(state) : scroll(state, 'line-down')),
  'next-link': (state) => stepLink(state, 1),
  'previous-link': (state) => stepLink(state, -1),
  back: goBack,
  forward: goForward,
  dismiss: (state) => ({ ...state, search: undefined, focus: undefined, link: undefined }),
  quit: (state) => ({ ...state, ending: 'quit' }),
}

/** To the quiz, or out of the reader to what comes next. */
function goOn(state: ReaderState): ReaderState {
  return state.hasNext ? { ...state, went: { to: 'next' }, ending: 'quit' } : openQuizMode(state)
}

/** Whether the invitation to the quiz is on the screen; above it Enter goes down a line, as in `less`. */
export function atEnd(state: ReaderState): boolean {
  const { top, height, length } = windowOf(state)
  return top + height >= length
}

function pressTyping(state: ReaderState, key: KeyName): ReaderState {
  if (key === 'enter') return submit(state)
  const gaveUp = key === 'escape' || (key === 'backspace' && state.input.text === '')
  if (gaveUp) return { ...state, mode: 'read' }
  return { ...state, input: editLine(state.input, key) }
}

/** An empty search repeats the last one. */
function submit(state: ReaderState): ReaderState {
  const reading: ReaderState = { ...state, mode: 'read' }
  const { text } = state.input
  if (state.mode === 'command') return { ...reading, submitted: text }
  if (text.trim() === '') return state.search === undefined ? reading : stepHit(reading, 1)
  return find(reading, text)
}

function pressContents(state: ReaderState, key: KeyName): ReaderState {
  const { headings } = state.document
  const action = actionFor(LIST_BINDINGS, key)
  if (action === undefined) return state
  if (action === 'quit') return { ...state, ending: 'quit' }
  if (action === 'close') return { ...state, mode: 'read' }
  if (action === 'choose') return goToHeading({ ...state, mode: 'read' }, headings[state.selected])
  return { ...state, selected: selectBy(state, headings.length, action) }
}

/** Moves a selection as scrolling moves a window whose first row it is. */
function selectBy({ size, selected }: ReaderState, length: number, action: ScrollAction): number {
  const height = layoutFor(size).bodyRows
  return Math.min(length - 1, scrollBy({ top: selected, height, length: length + height - 1 }, action))
}

function pressHelp(state: ReaderState, key: KeyName): ReaderState {
  const action = actionFor(LIST_BINDINGS, key)
  if (action === undefined) return state
  if (action === 'quit') return { ...state, ending: 'quit' }
  if (action === 'close' || action === 'choose') return { ...state, mode: 'read' }
  const help = { top: state.selected, height: layoutFor(state.size).bodyRows, length: helpText(true).length }
  return { ...state, selected: scrollBy(help, action) }
}

function pressQuiz(state: ReaderState, key: KeyName): ReaderState {
  if (state.quiz === undefined) return state
  const quiz = updateQuiz(state.quiz, key)
  if (quiz.left === undefined) return { ...state, quiz }
  const back = { ...state, quiz: { ...quiz, left: undefined } }
  return quiz.left === 'quit' ? { ...back, ending: 'quit' } : { ...back, mode: 'read' }
}

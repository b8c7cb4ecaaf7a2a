import { screenWords } from '../../../messages/screens/index.ts'
import { type ScrollAction, scrollBy, scrollTo } from '../../components/scroll.ts'
import { type Heading, headingAfter, headingBefore, plainText } from './document.ts'
import { findAll, hitFrom } from './search.ts'
import { noteFinished, placeOf, type ReaderState, windowOf } from './state.ts'

/** Moves over the text: each takes a state and gives the next one. */

export function scroll(state: ReaderState, action: ScrollAction): ReaderState {
  return noteFinished({ ...state, top: scrollBy(windowOf(state), action), focus: undefined, link: undefined })
}

/** Puts `line` at the top of the screen, as far as the text allows, and marks it. */
export function goToLine(state: ReaderState, line: number): ReaderState {
  return noteFinished({ ...state, top: scrollTo(windowOf(state), line), focus: line })
}

export function goToHeading(state: ReaderState, heading: Heading | undefined): ReaderState {
  if (heading === undefined) {
    return { ...state, message: { text: screenWords().reader.noHeading, isError: false } }
  }
  return goToLine(state, heading.line)
}

export function nextHeading(state: ReaderState): ReaderState {
  return goToHeading(state, headingAfter(state.document, placeOf(state)))
}

export function previousHeading(state: ReaderState): ReaderState {
  return goToHeading(state, headingBefore(state.document, placeOf(state)))
}

/** Searches the lesson for `query` and goes to the first match at or below the place of the reader. */
export function find(state: ReaderState, query: string): ReaderState {
  const hits = findAll(plainText(state.document.lines), query)
  if (hits.length === 0) {
    const text = screenWords().reader.noMatch({ query })
    return { ...state, search: undefined, message: { text, isError: true } }
  }
  return goToHit({ ...state, search: { query, hits, current: 0 } }, hitFrom(hits, placeOf(state)))
}

/** From match to match, round at both ends. */
export function stepHit(state: ReaderState, step: 1 | -1): ReaderState {
  if (state.search === undefined)
    return { ...state, message: { text: screenWords().reader.noSearch, isError: false } }
  const { current, hits } = state.search
  return goToHit(state, (current + step + hits.length) % hits.length)
}

function goToHit(state: ReaderState, index: number): ReaderState {
  const hit = state.search?.hits[index]
  if (state.search === undefined || hit === undefined) return state
  const line = hit[0].line
  const top = topShowing(state, line)
  const text = screenWords().reader.match({ at: index + 1, total: state.search.hits.length })
  return noteFinished({
    ...state,
    top,
    focus: line,
    search: { ...state.search, current: index },
    message: { text, isError: false },
  })
}

/** The screen with this line on it; not moved when it is there. */
export function show(state: ReaderState, line: number): ReaderState {
  return noteFinished({ ...state, top: topShowing(state, line) })
}

/** A match that is on the screen leaves the screen as it is; another one comes with some text above it. */
function topShowing(state: ReaderState, line: number): number {
  const { top, height, length } = windowOf(state)
  const isVisible = line >= top && line < top + height
  return isVisible ? top : scrollTo({ top, height, length }, line - Math.floor(height / 3))
}

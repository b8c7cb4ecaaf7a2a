import { screenWords } from '../../../messages/screens/index.ts'
import { goToHeading, goToLine, show } from './moves.ts'
import { placeOf, type ReaderState, windowOf } from './state.ts'

/** Where a link leads. */
type Target =
  | { readonly to: 'heading'; readonly id: string }
  | { readonly to: 'topic'; readonly slug: string; readonly anchor?: string }
  | { readonly to: 'elsewhere'; readonly address: string }

/** Lessons name each other by their files, as they lie in the corpus. */
const LESSON = /^\.\.\/(?:\.\.\/[a-z]+\/)?([a-z0-9-]+)\/lesson\.md(?:#(.+))?$/

export function targetOf(href: string): Target {
  if (href.startsWith('#')) return { to: 'heading', id: href.slice(1) }
  const [, slug, anchor] = LESSON.exec(href) ?? []
  if (slug === undefined) return { to: 'elsewhere', address: href }
  return { to: 'topic', slug, ...(anchor !== undefined && { anchor }) }
}

/** Marks the next link, or the one before: the first on the screen when none is marked. Round at both ends. */
export function stepLink(state: ReaderState, step: 1 | -1): ReaderState {
  const { links } = state.document
  if (links.length === 0) return say(state, screenWords().reader.noLinks)
  const index = state.link === undefined ? firstFrom(state, step) : state.link + step
  const link = (index + links.length) % links.length
  const { line = 0, text = '', href = '' } = links[link] ?? {}
  const marked = show({ ...state, link, focus: line }, line)
  const where = targetOf(href)
  const leads = where.to === 'elsewhere' ? where.address : text
  return say(marked, screenWords().reader.link({ at: link + 1, total: links.length, leads }))
}

function firstFrom(state: ReaderState, step: 1 | -1): number {
  const { links } = state.document
  const { top, height } = windowOf(state)
  if (step === -1) return links.findLastIndex(({ line }) => line < top + height)
  const from = state.focus ?? top
  return Math.max(
    0,
    links.findIndex(({ line }) => line >= from),
  )
}

/** Goes where the marked link leads; undefined when none is marked. */
export function follow(state: ReaderState): ReaderState | undefined {
  const link = state.link === undefined ? undefined : state.document.links[state.link]
  if (link === undefined) return undefined
  const target = targetOf(link.href)
  switch (target.to) {
    case 'heading': {
      const heading = state.document.headings.find(({ id }) => id === target.id)
      if (heading === undefined) return say(state, screenWords().reader.headingGone(target))
      return goToHeading({ ...remember(state), link: undefined }, heading)
    }
    case 'topic':
      return { ...state, went: target, ending: 'quit' }
    case 'elsewhere':
      return say(state, target.address)
  }
}

/** The place that is left, for the way back. */
function remember(state: ReaderState): ReaderState {
  return { ...state, behind: [...state.behind, state.top], ahead: [] }
}

/** Back to where a link was followed: within the lesson, then to the lesson before. */
export function goBack(state: ReaderState): ReaderState {
  const line = state.behind.at(-1)
  if (line !== undefined)
    return jump({ ...state, behind: state.behind.slice(0, -1), ahead: [...state.ahead, state.top] }, line)
  if (state.history.back) return { ...state, went: { to: 'back' }, ending: 'quit' }
  return say(state, screenWords().reader.noWayBack)
}

export function goForward(state: ReaderState): ReaderState {
  const line = state.ahead.at(-1)
  if (line !== undefined)
    return jump({ ...state, ahead: state.ahead.slice(0, -1), behind: [...state.behind, state.top] }, line)
  if (state.history.forward) return { ...state, went: { to: 'forward' }, ending: 'quit' }
  return say(state, screenWords().reader.noWayOn)
}

function jump(state: ReaderState, line: number): ReaderState {
  return { ...goToLine(state, line), focus: undefined, link: undefined }
}

function say(state: ReaderState, text: string): ReaderState {
  return { ...state, message: { text, isError: false } }
}

/** Where the reader is, to be found again: the line at this width, or else the heading. */
export interface Spot {
  readonly top: number
  readonly columns: number
  readonly place?: string
  readonly behind: readonly number[]
  readonly ahead: readonly number[]
}

export function spotOf(state: ReaderState, place: string | undefined): Spot {
  const { top, behind, ahead, size } = state
  return { top, columns: size.columns, behind, ahead, ...(place !== undefined && { place }) }
}

/** The reader at a spot where it was before. */
export function returnTo(state: ReaderState, { top, columns, place, behind, ahead }: Spot): ReaderState {
  const heading = state.document.headings.find(({ id }) => id === place)
  const line = columns === state.size.columns ? top : (heading?.line ?? placeOf(state))
  const sameWidth = columns === state.size.columns
  return { ...jump(state, line), behind: sameWidth ? behind : [], ahead: sameWidth ? ahead : [] }
}

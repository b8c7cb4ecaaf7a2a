/** A window of `height` rows over `length` lines, whose first row shows line `top`. */
export interface Window {
  readonly top: number
  readonly height: number
  readonly length: number
}

/** The window as near to `top` as its text allows: never before the first line or past the last page. */
export function scrollTo(window: Window, top: number): number {
  return Math.min(lastTop(window), Math.max(0, top))
}

/** The `top` that shows the last line in the last row. */
export function lastTop({ length, height }: Pick<Window, 'length' | 'height'>): number {
  return Math.max(0, length - height)
}

/** The nearest `top` at which `line` is visible. */
export function scrollToShow(window: Window, line: number): number {
  if (line < window.top) return scrollTo(window, line)
  if (line >= window.top + window.height) return scrollTo(window, line - window.height + 1)
  return scrollTo(window, window.top)
}

/** How far down the window is: 0 at the top, 100 at the end. */
export function percent(window: Window): number {
  const last = lastTop(window)
  return last === 0 ? 100 : Math.floor((100 * Math.min(window.top, last)) / last)
}

/** Scrolling by keys: the same in every screen. */
export type ScrollAction =
  | 'line-down'
  | 'line-up'
  | 'page-down'
  | 'page-up'
  | 'half-down'
  | 'half-up'
  | 'first'
  | 'last'
  | 'wheel-down'
  | 'wheel-up'

/** One notch of the wheel, as in most pagers. */
const WHEEL_LINES = 3

const WHEEL = { 'wheel-down': WHEEL_LINES, 'wheel-up': -WHEEL_LINES }

/** The new `top` after a scrolling key. A page keeps one line of the page before, to find the place again. */
export function scrollBy(window: Window, action: ScrollAction): number {
  const page = Math.max(1, window.height - 1)
  const half = Math.max(1, Math.floor(window.height / 2))
  const steps = { 'line-down': 1, 'line-up': -1, 'page-down': page, 'page-up': -page, ...WHEEL }
  if (action === 'first') return 0
  if (action === 'last') return lastTop(window)
  if (action === 'half-down') return scrollTo(window, window.top + half)
  if (action === 'half-up') return scrollTo(window, window.top - half)
  return scrollTo(window, window.top + steps[action])
}

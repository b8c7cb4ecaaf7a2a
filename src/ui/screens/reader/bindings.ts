import type { Binding } from '../../components/key-bindings.ts'
import type { ScrollAction } from '../../components/scroll.ts'

export type ReadAction =
  | ScrollAction
  | 'next-heading'
  | 'previous-heading'
  | 'search'
  | 'next-hit'
  | 'previous-hit'
  | 'contents'
  | 'command'
  | 'help'
  | 'follow'
  | 'next-link'
  | 'previous-link'
  | 'back'
  | 'forward'
  | 'dismiss'
  | 'quit'

export const SCROLL_BINDINGS: readonly Binding<ScrollAction>[] = [
  { keys: ['j', 'down'], action: 'line-down', help: 'next line' },
  { keys: ['k', 'up'], action: 'line-up', help: 'previous line' },
  { keys: ['space', 'pagedown', 'ctrl+f'], action: 'page-down', help: 'next page' },
  { keys: ['b', 'pageup', 'ctrl+b'], action: 'page-up', help: 'previous page' },
  { keys: ['d', 'ctrl+d'], action: 'half-down', help: 'half a page down' },
  { keys: ['u', 'ctrl+u'], action: 'half-up', help: 'half a page up' },
  { keys: ['g', 'home'], action: 'first', help: 'start' },
  { keys: ['G', 'end'], action: 'last', help: 'end' },
  { keys: ['wheeldown'], action: 'wheel-down', help: '' },
  { keys: ['wheelup'], action: 'wheel-up', help: '' },
]

export const READ_BINDINGS: readonly Binding<ReadAction>[] = [
  ...SCROLL_BINDINGS,
  { keys: [']', 'tab'], action: 'next-heading', help: 'next heading' },
  { keys: ['['], action: 'previous-heading', help: 'previous heading' },
  { keys: ['t'], action: 'contents', help: 'contents: go to a heading' },
  { keys: ['/'], action: 'search', help: 'search (capitals count only if you type one)' },
  { keys: ['n'], action: 'next-hit', help: 'next match' },
  { keys: ['N'], action: 'previous-hit', help: 'previous match' },
  { keys: [':'], action: 'command', help: 'command line, for example :goto theory' },
  { keys: ['l'], action: 'next-link', help: 'mark the next link' },
  { keys: ['L'], action: 'previous-link', help: 'mark the link before' },
  { keys: ['enter'], action: 'follow', help: 'follow the marked link; at the end: go on' },
  { keys: ['backspace', '<'], action: 'back', help: 'back to where a link was followed' },
  { keys: ['>'], action: 'forward', help: 'forward again' },
  { keys: ['escape'], action: 'dismiss', help: 'back, and no highlighting' },
  { keys: ['?'], action: 'help', help: 'this help' },
  { keys: ['q'], action: 'quit', help: 'quit (Ctrl-C works everywhere, Ctrl-Z suspends)' },
]

export type ListAction = ScrollAction | 'choose' | 'close' | 'quit'

/** In the list of contents. */
export const LIST_BINDINGS: readonly Binding<ListAction>[] = [
  ...SCROLL_BINDINGS,
  { keys: ['enter'], action: 'choose', help: 'go there' },
  { keys: ['escape', 't', '?'], action: 'close', help: 'back' },
  { keys: ['q'], action: 'quit', help: 'quit' },
]

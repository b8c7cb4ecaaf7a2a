import { screenWords } from '../../../messages/screens/index.ts'
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
  { keys: ['j', 'down'], action: 'line-down', help: () => screenWords().reader.keys.lineDown },
  { keys: ['k', 'up'], action: 'line-up', help: () => screenWords().reader.keys.lineUp },
  {
    keys: ['space', 'pagedown', 'ctrl+f'],
    action: 'page-down',
    help: () => screenWords().reader.keys.pageDown,
  },
  { keys: ['b', 'pageup', 'ctrl+b'], action: 'page-up', help: () => screenWords().reader.keys.pageUp },
  { keys: ['d', 'ctrl+d'], action: 'half-down', help: () => screenWords().reader.keys.halfDown },
  { keys: ['u', 'ctrl+u'], action: 'half-up', help: () => screenWords().reader.keys.halfUp },
  { keys: ['g', 'home'], action: 'first', help: () => screenWords().reader.keys.first },
  { keys: ['G', 'end'], action: 'last', help: () => screenWords().reader.keys.last },
  { keys: ['wheeldown'], action: 'wheel-down', help: '' },
  { keys: ['wheelup'], action: 'wheel-up', help: '' },
]

export const READ_BINDINGS: readonly Binding<ReadAction>[] = [
  ...SCROLL_BINDINGS,
  { keys: [']', 'tab'], action: 'next-heading', help: () => screenWords().reader.keys.nextHeading },
  { keys: ['['], action: 'previous-heading', help: () => screenWords().reader.keys.previousHeading },
  { keys: ['t'], action: 'contents', help: () => screenWords().reader.keys.contents },
  { keys: ['/'], action: 'search', help: () => screenWords().reader.keys.search },
  { keys: ['n'], action: 'next-hit', help: () => screenWords().reader.keys.nextHit },
  { keys: ['N'], action: 'previous-hit', help: () => screenWords().reader.keys.previousHit },
  { keys: [':'], action: 'command', help: () => screenWords().reader.keys.command },
  { keys: ['l'], action: 'next-link', help: () => screenWords().reader.keys.nextLink },
  { keys: ['L'], action: 'previous-link', help: () => screenWords().reader.keys.previousLink },
  { keys: ['enter'], action: 'follow', help: () => screenWords().reader.keys.follow },
  { keys: ['backspace', '<'], action: 'back', help: () => screenWords().reader.keys.back },
  { keys: ['>'], action: 'forward', help: () => screenWords().reader.keys.forward },
  { keys: ['escape'], action: 'dismiss', help: () => screenWords().reader.keys.dismiss },
  { keys: ['?'], action: 'help', help: () => screenWords().reader.keys.help },
  { keys: ['q'], action: 'quit', help: () => screenWords().reader.keys.quit },
]

export type ListAction = ScrollAction | 'choose' | 'close' | 'quit'

/** In the list of contents. */
export const LIST_BINDINGS: readonly Binding<ListAction>[] = [
  ...SCROLL_BINDINGS,
  { keys: ['enter'], action: 'choose', help: () => screenWords().reader.keys.goThere },
  { keys: ['escape', 't', '?'], action: 'close', help: () => screenWords().keys.back },
  { keys: ['q'], action: 'quit', help: () => screenWords().keys.quit },
]

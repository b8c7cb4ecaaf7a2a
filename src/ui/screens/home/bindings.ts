import type { Binding } from '../../components/key-bindings.ts'

export type HomeAction = 'down' | 'up' | 'first' | 'last' | 'open' | 'review' | 'topics' | 'quit'

export const HOME_BINDINGS: readonly Binding<HomeAction>[] = [
  { keys: ['j', 'down', 'tab'], action: 'down', help: 'next entry' },
  { keys: ['k', 'up', 'shift+tab'], action: 'up', help: 'entry before' },
  { keys: ['g', 'home'], action: 'first', help: 'first entry' },
  { keys: ['G', 'end'], action: 'last', help: 'last entry' },
  { keys: ['enter'], action: 'open', help: 'open it; leaving it leads back here' },
  { keys: ['r'], action: 'review', help: 'review what is due' },
  { keys: ['t'], action: 'topics', help: 'all topics' },
  { keys: ['q'], action: 'quit', help: 'quit' },
]

export type ListAction =
  | 'down'
  | 'up'
  | 'page-down'
  | 'page-up'
  | 'first'
  | 'last'
  | 'open'
  | 'close'
  | 'quit'

/** In the list of topics. */
export const TOPIC_BINDINGS: readonly Binding<ListAction>[] = [
  { keys: ['j', 'down', 'tab'], action: 'down', help: 'next topic' },
  { keys: ['k', 'up', 'shift+tab'], action: 'up', help: 'topic before' },
  { keys: ['space', 'pagedown'], action: 'page-down', help: 'next page' },
  { keys: ['b', 'pageup'], action: 'page-up', help: 'previous page' },
  { keys: ['g', 'home'], action: 'first', help: 'first topic' },
  { keys: ['G', 'end'], action: 'last', help: 'last topic' },
  { keys: ['enter'], action: 'open', help: 'open it' },
  { keys: ['escape', 't'], action: 'close', help: 'back' },
  { keys: ['q'], action: 'quit', help: 'quit' },
]

import { screenWords } from '../../../messages/screens/index.ts'
import type { Binding } from '../../components/key-bindings.ts'

export type HomeAction = 'down' | 'up' | 'first' | 'last' | 'open' | 'review' | 'topics' | 'quit'

export const HOME_BINDINGS: readonly Binding<HomeAction>[] = [
  { keys: ['j', 'down', 'tab'], action: 'down', help: () => screenWords().home.keys.next },
  { keys: ['k', 'up', 'shift+tab'], action: 'up', help: () => screenWords().home.keys.before },
  { keys: ['g', 'home'], action: 'first', help: () => screenWords().home.keys.first },
  { keys: ['G', 'end'], action: 'last', help: () => screenWords().home.keys.last },
  { keys: ['enter'], action: 'open', help: () => screenWords().home.keys.open },
  { keys: ['r'], action: 'review', help: () => screenWords().home.keys.review },
  { keys: ['t'], action: 'topics', help: () => screenWords().home.keys.topics },
  { keys: ['q'], action: 'quit', help: () => screenWords().keys.quit },
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
  { keys: ['j', 'down', 'tab'], action: 'down', help: () => screenWords().home.keys.nextTopic },
  { keys: ['k', 'up', 'shift+tab'], action: 'up', help: () => screenWords().home.keys.topicBefore },
  { keys: ['space', 'pagedown'], action: 'page-down', help: () => screenWords().reader.keys.pageDown },
  { keys: ['b', 'pageup'], action: 'page-up', help: () => screenWords().reader.keys.pageUp },
  { keys: ['g', 'home'], action: 'first', help: () => screenWords().home.keys.firstTopic },
  { keys: ['G', 'end'], action: 'last', help: () => screenWords().home.keys.lastTopic },
  { keys: ['enter'], action: 'open', help: () => screenWords().keys.openIt },
  { keys: ['escape', 't'], action: 'close', help: () => screenWords().keys.back },
  { keys: ['q'], action: 'quit', help: () => screenWords().keys.quit },
]

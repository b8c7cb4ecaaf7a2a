import { screenWords } from '../../../messages/screens/index.ts'
import type { Binding } from '../../components/key-bindings.ts'

export type ChoiceAction = 'down' | 'up' | 'first' | 'last' | 'choose' | 'quit'

/** In a short list of which one thing is chosen. */
export const CHOICE_BINDINGS: readonly Binding<ChoiceAction>[] = [
  { keys: ['j', 'down', 'tab'], action: 'down', help: () => screenWords().keys.next },
  { keys: ['k', 'up', 'shift+tab'], action: 'up', help: () => screenWords().keys.previous },
  { keys: ['g', 'home'], action: 'first', help: () => screenWords().keys.first },
  { keys: ['G', 'end'], action: 'last', help: () => screenWords().keys.last },
  { keys: ['enter'], action: 'choose', help: () => screenWords().keys.take },
  { keys: ['q', 'escape'], action: 'quit', help: () => screenWords().keys.back },
]

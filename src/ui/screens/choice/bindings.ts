import type { Binding } from '../../components/key-bindings.ts'

export type ChoiceAction = 'down' | 'up' | 'first' | 'last' | 'choose' | 'quit'

/** In a short list of which one thing is chosen. */
export const CHOICE_BINDINGS: readonly Binding<ChoiceAction>[] = [
  { keys: ['j', 'down', 'tab'], action: 'down', help: 'next' },
  { keys: ['k', 'up', 'shift+tab'], action: 'up', help: 'previous' },
  { keys: ['g', 'home'], action: 'first', help: 'first' },
  { keys: ['G', 'end'], action: 'last', help: 'last' },
  { keys: ['enter'], action: 'choose', help: 'take it' },
  { keys: ['q', 'escape'], action: 'quit', help: 'back' },
]

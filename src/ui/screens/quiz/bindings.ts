import type { Binding } from '../../components/key-bindings.ts'

export type QuizKeyAction =
  | 'up'
  | 'down'
  | 'mark'
  | 'confirm'
  | 'retry'
  | 'page-down'
  | 'page-up'
  | 'back'
  | 'quit'

export const QUIZ_BINDINGS: readonly Binding<QuizKeyAction>[] = [
  { keys: ['j', 'down'], action: 'down', help: 'next choice' },
  { keys: ['k', 'up'], action: 'up', help: 'previous choice' },
  {
    keys: ['space', 'x'],
    action: 'mark',
    help: 'mark or unmark (also by its letter); steps in their order',
  },
  { keys: ['enter'], action: 'confirm', help: 'answer; then the next question' },
  { keys: ['r'], action: 'retry', help: 'at the end: the wrong ones again' },
  { keys: ['pagedown'], action: 'page-down', help: 'scroll down' },
  { keys: ['pageup'], action: 'page-up', help: 'scroll up' },
  {
    keys: ['escape'],
    action: 'back',
    help: 'stop typing; else back to the lesson, the answers are kept',
  },
  { keys: ['q'], action: 'quit', help: 'quit' },
]

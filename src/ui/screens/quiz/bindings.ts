import { screenWords } from '../../../messages/screens/index.ts'
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
  { keys: ['j', 'down'], action: 'down', help: () => screenWords().quiz.keys.down },
  { keys: ['k', 'up'], action: 'up', help: () => screenWords().quiz.keys.up },
  {
    keys: ['space', 'x'],
    action: 'mark',
    help: () => screenWords().quiz.keys.mark,
  },
  { keys: ['enter'], action: 'confirm', help: () => screenWords().quiz.keys.confirm },
  { keys: ['r'], action: 'retry', help: () => screenWords().quiz.keys.retry },
  { keys: ['pagedown'], action: 'page-down', help: () => screenWords().quiz.keys.scrollDown },
  { keys: ['pageup'], action: 'page-up', help: () => screenWords().quiz.keys.scrollUp },
  {
    keys: ['escape'],
    action: 'back',
    help: () => screenWords().quiz.keys.back,
  },
  { keys: ['q'], action: 'quit', help: () => screenWords().keys.quit },
]

import { screenWords } from '../../../messages/screens/index.ts'
import type { Binding } from '../../components/key-bindings.ts'

export type ReviewKeyAction = 'again' | 'hard' | 'good' | 'easy' | 'undo' | 'bury' | 'quit'

/** Besides the keys of a quiz, which answer the question, and Enter or Space, which turn an insight over. */
export const REVIEW_BINDINGS: readonly Binding<ReviewKeyAction>[] = [
  { keys: ['a'], action: 'again', help: () => screenWords().review.keys.again },
  { keys: ['h'], action: 'hard', help: () => screenWords().review.keys.hard },
  { keys: ['g', 'enter'], action: 'good', help: () => screenWords().review.keys.good },
  { keys: ['e'], action: 'easy', help: () => screenWords().review.keys.easy },
  { keys: ['u'], action: 'undo', help: () => screenWords().review.keys.undo },
  { keys: ['z'], action: 'bury', help: () => screenWords().review.keys.bury },
  { keys: ['q', 'escape'], action: 'quit', help: () => screenWords().review.keys.quit },
]

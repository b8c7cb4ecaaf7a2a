import type { Binding } from '../../components/key-bindings.ts'

export type ReviewKeyAction = 'again' | 'hard' | 'good' | 'easy' | 'undo' | 'bury' | 'quit'

/** Besides the keys of a quiz, which answer the question, and Enter or Space, which turn an insight over. */
export const REVIEW_BINDINGS: readonly Binding<ReviewKeyAction>[] = [
  { keys: ['a'], action: 'again', help: 'of an insight: I did not know it' },
  { keys: ['h'], action: 'hard', help: 'it was hard: ask again soon' },
  { keys: ['g', 'enter'], action: 'good', help: 'I knew it; after a wrong answer: go on' },
  { keys: ['e'], action: 'easy', help: 'it was easy: ask again late' },
  { keys: ['u'], action: 'undo', help: 'undo the last answer, and answer it again' },
  { keys: ['z'], action: 'bury', help: 'not today' },
  { keys: ['q', 'escape'], action: 'quit', help: 'quit; what was answered is kept' },
]

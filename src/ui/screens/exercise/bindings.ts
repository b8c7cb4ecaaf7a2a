import type { Binding } from '../../components/key-bindings.ts'
import type { ScrollAction } from '../../components/scroll.ts'
import { SCROLL_BINDINGS } from '../reader/bindings.ts'

export type ExerciseAction = ScrollAction | 'edit' | 'grade' | 'quit'

export const EXERCISE_BINDINGS: readonly Binding<ExerciseAction>[] = [
  { keys: ['e'], action: 'edit', help: 'open it in $EDITOR, and come back' },
  { keys: ['enter', 'r'], action: 'grade', help: 'grade it now' },
  ...SCROLL_BINDINGS,
  { keys: ['q', 'escape'], action: 'quit', help: 'back to the steps; what is graded is stopped' },
]

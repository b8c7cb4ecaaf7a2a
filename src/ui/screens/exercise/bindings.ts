import { screenWords } from '../../../messages/screens/index.ts'
import type { Binding } from '../../components/key-bindings.ts'
import type { ScrollAction } from '../../components/scroll.ts'
import { SCROLL_BINDINGS } from '../reader/bindings.ts'

export type ExerciseAction = ScrollAction | 'edit' | 'grade' | 'quit'

export const EXERCISE_BINDINGS: readonly Binding<ExerciseAction>[] = [
  { keys: ['e'], action: 'edit', help: () => screenWords().exercise.keys.edit },
  { keys: ['enter', 'r'], action: 'grade', help: () => screenWords().exercise.keys.grade },
  ...SCROLL_BINDINGS,
  { keys: ['q', 'escape'], action: 'quit', help: () => screenWords().exercise.keys.quit },
]

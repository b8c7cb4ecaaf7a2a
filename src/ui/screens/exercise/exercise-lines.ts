import { screenWords } from '../../../messages/screens/index.ts'
import type { LessonTheme } from '../../../report/lesson/theme.ts'
import { foldLines } from '../../components/fold.ts'
import { layoutFor } from '../../layout.ts'
import { type ExerciseState, type Workplace, windowOf } from './state.ts'

/** What the screen shows between its bars: where the file is, then what was said of it. */
export function exerciseLines(
  state: ExerciseState,
  { file, found }: Workplace,
  { paint }: LessonTheme,
): string[] {
  const { top, height } = windowOf(state)
  const room = layoutFor(state.size).textColumns
  const { exercise } = screenWords()
  return [
    '',
    paint.strong(`${found ? exercise.yourFile : exercise.written}:`),
    foldLines([file], room)[0] ?? '',
    paint.muted(exercise.eachSave),
    '',
    ...(state.graded?.lines ?? []).slice(top, top + height),
  ]
}

/** The two ends of the status bar. */
export function exerciseStatus(
  state: ExerciseState,
  editor: string | undefined,
): [left: string, right: readonly string[]] {
  const { hints } = screenWords()
  const edit = editor === undefined ? [] : [hints.edit]
  const { top, height, length } = windowOf(state)
  const more = top + height < length ? [hints.more] : []
  return [standing(state), [...more, hints.help, ...edit, hints.grade, hints.back]]
}

function standing({ grading, phase, graded }: ExerciseState): string {
  const { exercise } = screenWords()
  if (grading) return phase === undefined ? exercise.grading : exercise.gradingAt({ phase })
  return graded === undefined ? exercise.notYet : exercise.verdicts[graded.verdict]
}

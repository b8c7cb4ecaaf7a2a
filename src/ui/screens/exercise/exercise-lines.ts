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
  return [
    '',
    paint.strong(`${found ? 'Your file' : 'The starter was written'}:`),
    foldLines([file], room)[0] ?? '',
    paint.muted('Each time it is saved it is graded here.'),
    '',
    ...(state.graded?.lines ?? []).slice(top, top + height),
  ]
}

const VERDICTS = {
  pass: 'PASS',
  fail: 'FAIL',
  weak: 'nothing wrong was found, but too little was seen',
  refused: 'it could not be graded',
} as const

/** The two ends of the status bar. */
export function exerciseStatus(
  state: ExerciseState,
  editor: string | undefined,
): [left: string, right: readonly string[]] {
  const edit = editor === undefined ? [] : ['e edit']
  const { top, height, length } = windowOf(state)
  const more = top + height < length ? ['PgDn more'] : []
  return [standing(state), [...more, '? help', ...edit, 'Enter grade', 'q back']]
}

function standing({ grading, graded }: ExerciseState): string {
  if (grading) return 'grading ...'
  return graded === undefined ? 'not graded yet' : VERDICTS[graded.verdict]
}

import { screenWords } from '../../../messages/screens/index.ts'
import { editorOf } from '../../../platform/editor.ts'
import { watchFile } from '../../../platform/watch-file.ts'
import { lessonTheme } from '../../../report/lesson/theme.ts'
import { Bar, ScreenFrame } from '../../components/bars.tsx'
import { TextRows } from '../../components/text-rows.tsx'
import type { ExerciseOptions, ExerciseOutcome } from '../../index.ts'
import { GUTTER_COLUMNS, layoutFor } from '../../layout.ts'
import type { Program } from '../../terminal/program.ts'
import { runProgram } from '../../terminal/run-program.tsx'
import { theme } from '../../theme.ts'
import { EXERCISE_BINDINGS } from './bindings.ts'
import { exerciseLines, exerciseStatus } from './exercise-lines.ts'
import { type ExerciseEvent, type ExerciseState, startExercise, updateExercise } from './state.ts'

type Own = Extract<ExerciseEvent, { type: 'saved' | 'phase' | 'graded' }>

/** Watches the learner's file and shows what each save of it is worth. */
export async function openExercise(options: ExerciseOptions): Promise<ExerciseOutcome> {
  const changes = watchFile(options.workplace.file)
  try {
    const { left, graded } = await runProgram(options, exerciseProgram(options, changes.next))
    return { left: left ?? 'quit', ...(graded !== undefined && { graded }) }
  } finally {
    changes.stop()
    options.cancel()
  }
}

function exerciseProgram(
  options: ExerciseOptions,
  nextSave: () => Promise<void>,
): Program<ExerciseState, Own> {
  const { workplace, before, gradeAtOnce, color, unicode = true } = options
  const look = lessonTheme({ color, unicode })
  return {
    start: (size) => startExercise(size, before, gradeAtOnce),
    update: updateExercise,
    isOver: ({ left }) => left !== undefined,
    keys: () => EXERCISE_BINDINGS,
    view: (state) => (
      <ScreenFrame
        {...state.size}
        title={[screenWords().exercise.title(workplace), workplace.test]}
        status={<ExerciseStatus state={state} />}
      >
        <TextRows
          lines={exerciseLines(state, workplace, look)}
          margin={layoutFor(state.size).margin + GUTTER_COLUMNS}
        />
      </ScreenFrame>
    ),
    react: (before, after, send) => {
      if (before === undefined) void tellSaves(nextSave, send)
      if (after.asked > (before?.asked ?? 0)) void gradeFor(options, after, send)
      return undefined
    },
  }
}

/** For as long as somebody listens: what is sent to a screen that is gone does nothing. */
async function tellSaves(nextSave: () => Promise<void>, send: (event: Own) => void): Promise<void> {
  while (true) {
    await nextSave()
    send({ type: 'saved' })
  }
}

/** Nobody waits for it: who leaves the screen does not care any more. */
async function gradeFor(
  { grade }: ExerciseOptions,
  { asked, size }: ExerciseState,
  send: (event: Own) => void,
): Promise<void> {
  const graded = await grade(layoutFor(size).textColumns, (phase) => send({ type: 'phase', asked, phase }))
  if (graded !== undefined) send({ type: 'graded', asked, graded })
}

function ExerciseStatus({ state }: { state: ExerciseState }) {
  const [left, right] = exerciseStatus(state, editorOf())
  return <Bar columns={state.size.columns} left={left} right={right} style={theme.statusBar} />
}

import { actionFor } from '../../components/key-bindings.ts'
import { scrollBy } from '../../components/scroll.ts'
import { layoutFor } from '../../layout.ts'
import type { KeyName } from '../../terminal/keys.ts'
import type { ScreenEvent } from '../../terminal/program.ts'
import type { Size } from '../../terminal/screen-options.ts'
import { EXERCISE_BINDINGS, type ExerciseAction } from './bindings.ts'

/** A starter that was written, and is watched. */
export interface Workplace {
  readonly title: string
  /** Absolute. */
  readonly file: string
  /** Whether it was there already. */
  readonly found: boolean
  /** The command that grades it, inside its folder. */
  readonly test: string
}

/** How a program was graded, and all that was said of it. */
export interface Graded {
  readonly verdict: 'pass' | 'fail' | 'weak' | 'refused'
  readonly lines: readonly string[]
}

export interface ExerciseState {
  readonly size: Size
  readonly graded: Graded | undefined
  /** How many gradings were asked for; the newest one counts. */
  readonly asked: number
  readonly grading: boolean
  /** What the grading that is under way is at. */
  readonly phase?: string | undefined
  readonly top: number
  readonly left: 'quit' | 'edit' | 'interrupted' | undefined
}

export type ExerciseEvent =
  | ScreenEvent
  /** The file was saved. */
  | { readonly type: 'saved' }
  | { readonly type: 'phase'; readonly asked: number; readonly phase: string | undefined }
  | { readonly type: 'graded'; readonly asked: number; readonly graded: Graded }

/** With `before` the verdict of an earlier look at the same file. */
export function startExercise(size: Size, before: Graded | undefined, gradeAtOnce: boolean): ExerciseState {
  const start = { size, graded: before, asked: 0, grading: false, top: 0, left: undefined }
  return gradeAtOnce ? grade(start) : start
}

export function updateExercise(state: ExerciseState, event: ExerciseEvent): ExerciseState {
  switch (event.type) {
    case 'interrupt':
      return { ...state, left: 'interrupted' }
    case 'resize':
      return { ...state, size: event.size, top: 0 }
    case 'saved':
      return grade(state)
    case 'phase':
      return event.asked === state.asked ? { ...state, phase: event.phase } : state
    case 'graded':
      return event.asked === state.asked ? { ...state, grading: false, top: 0, graded: event.graded } : state
    case 'key':
      return press(state, event.key)
    case 'tick':
      return state
  }
}

function grade(state: ExerciseState): ExerciseState {
  return { ...state, asked: state.asked + 1, grading: true, phase: undefined }
}

function press(state: ExerciseState, key: KeyName): ExerciseState {
  const action = actionFor(EXERCISE_BINDINGS, key)
  return action === undefined ? state : act(state, action)
}

function act(state: ExerciseState, action: ExerciseAction): ExerciseState {
  switch (action) {
    case 'edit':
      return { ...state, left: 'edit' }
    case 'grade':
      return grade(state)
    case 'quit':
      return { ...state, left: 'quit' }
    default:
      return { ...state, top: scrollBy(windowOf(state), action) }
  }
}

/** Rows above the verdict. */
const HEAD_ROWS = 5

/** Over the verdict. */
export function windowOf({ top, size, graded }: ExerciseState) {
  return {
    top,
    height: Math.max(1, layoutFor(size).bodyRows - HEAD_ROWS),
    length: graded?.lines.length ?? 0,
  }
}

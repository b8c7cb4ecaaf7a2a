import path from 'node:path'
import { ExitCode } from '../../lib/exit-code.ts'
import { type OwnRun, runOwn } from '../../platform/own-program.ts'
import type { ExerciseOptions } from '../index.ts'
import type { Graded, Workplace } from '../screens/exercise/state.ts'
import type { Sitting } from './sitting.ts'
import type { Offer } from './workplace.ts'

type Grade = ExerciseOptions['grade']

export interface Grader {
  /**
   * Grades the file as it is now; undefined when another grading has begun meanwhile. `width` in columns; `onPhase` hears
   * what is being done.
   */
  readonly grade: Grade
  /** Stops what is under way. */
  readonly cancel: () => void
}

/**
 * Grades by `compendium test` in a process of its own, so that the screen stays awake and the grading can be stopped. What
 * it says is what the command says; it notes the attempt itself.
 */
export function grader({ file }: Workplace, { exercise, language }: Offer, { screen }: Sitting): Grader {
  let running: OwnRun | undefined
  const cancel = () => {
    running?.stop()
    running = undefined
  }
  return {
    cancel,
    grade: async (width, onPhase) => {
      cancel()
      const words = ['test', path.basename(file), '--pattern', exercise.slug, '--language', language]
      const color = screen.color > 0 ? '--color' : '--no-color'
      const run = runOwn([...words, color], {
        cwd: path.dirname(file),
        env: { COLUMNS: String(width) },
        onPhase: (text) => running === run && onPhase?.(text),
      })
      running = run
      const { exitCode, output } = await run.ended
      return running === run ? gradedOf(exitCode, output) : undefined
    },
  }
}

function gradedOf(exitCode: number | undefined, output: string): Graded {
  const lines = output.trimEnd().replaceAll('\t', '    ').split('\n')
  if (exitCode === ExitCode.pass) return { verdict: 'pass', lines }
  if (exitCode === ExitCode.fail) return { verdict: 'fail', lines }
  return { verdict: exitCode === ExitCode.inconclusive ? 'weak' : 'refused', lines }
}

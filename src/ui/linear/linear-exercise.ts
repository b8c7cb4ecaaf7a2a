import { stripVTControlCharacters } from 'node:util'
import { screenWords } from '../../messages/screens/index.ts'
import type { ExerciseOptions, ExerciseOutcome } from '../index.ts'
import type { Graded } from '../screens/exercise/state.ts'
import { sizeOf } from '../terminal/screen-options.ts'
import { linearWidth, speaker } from './fold.ts'
import { inputLines } from './input-lines.ts'

/** Where the file is, then a verdict whenever one is asked for: what comes unasked interrupts a screen reader. */
export async function linearExercise(options: ExerciseOptions): Promise<ExerciseOutcome> {
  const { workplace, stdin, stdout, before } = options
  const say = speaker(stdout)
  const input = inputLines(stdin)
  const words = screenWords().exercise
  const { how, grading } = words.linear
  let graded: Graded | undefined = before
  say('', `${workplace.found ? words.yourFile : words.written}: ${workplace.file}`, how)
  try {
    while (true) {
      const line = (await input.next())?.trim().toLowerCase()
      if (line === undefined || line === 'q') return { left: 'quit' }
      if (line === 'e') return { left: 'edit', ...(graded !== undefined && { graded }) }
      say(grading)
      graded = await options.grade(linearWidth(sizeOf(stdout)))
      say(...(graded?.lines ?? []).map(stripVTControlCharacters), how)
    }
  } finally {
    input.close()
  }
}

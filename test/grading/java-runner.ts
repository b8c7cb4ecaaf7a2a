import type { ExerciseContract } from '../../src/corpus/exercise-schema.ts'
import type { Fault } from '../../src/grading/fault.ts'
import type { Runner } from '../../src/grading/runner.ts'
import type { Sequence } from '../../src/grading/sequence.ts'
import { findProgram } from '../../src/platform/find-program.ts'
import { languageRunner } from './language-runner.ts'

export const hasJava = findProgram([['javac']]) !== undefined

/** What runs sequences in the program, without a grade; compiled, but not started yet. */
export function javaRunner(
  file: string,
  contract: ExerciseContract,
  timeoutMs = 20_000,
  events?: (sequence: Sequence) => readonly number[],
): Promise<Runner | Fault> {
  return languageRunner('java', file, contract, { timeoutMs, events })
}

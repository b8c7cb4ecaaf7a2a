import type { ExerciseContract } from '../../src/corpus/exercise-schema.ts'
import { type Fault, isFault } from '../../src/grading/fault.ts'
import type { Runner } from '../../src/grading/runner.ts'
import type { Sequence } from '../../src/grading/sequence.ts'
import { findProgram } from '../../src/platform/find-program.ts'
import { languageRunner } from './language-runner.ts'

export const hasGo = findProgram([['go']]) !== undefined

/** What runs sequences in the program, without a grade; it is loaded. */
export async function goRunner(
  file: string,
  contract: ExerciseContract,
  events?: (sequence: Sequence) => readonly number[],
): Promise<Runner | Fault> {
  const runner = await languageRunner('go', file, contract, { timeoutMs: 10_000, events })
  return isFault(runner) ? runner : ((await runner.load()) ?? runner)
}

import { afterAll } from 'vitest'
import type { ExerciseContract } from '../../src/corpus/exercise-schema.ts'
import { type Fault, isFault } from '../../src/grading/fault.ts'
import { languageById } from '../../src/grading/languages.ts'
import { type Prepared, prepare } from '../../src/grading/prepare.ts'
import { Runner } from '../../src/grading/runner.ts'
import type { Sequence } from '../../src/grading/sequence.ts'
import { findProgram } from '../../src/platform/find-program.ts'

export const hasJava = findProgram([['javac']]) !== undefined

const used: { runner: Runner; prepared: Prepared }[] = []

/** What runs sequences in the program, without a grade; compiled, but not started yet. */
export async function javaRunner(
  file: string,
  contract: ExerciseContract,
  timeoutMs = 20_000,
  events?: (sequence: Sequence) => readonly number[],
): Promise<Runner | Fault> {
  const language = languageById('java')
  if (language === undefined) throw new Error('Java is gone')
  const prepared = await prepare(file, language, contract)
  if (isFault(prepared)) return prepared
  const runner = new Runner({ ...prepared, contract, timeoutMs, now: () => performance.now(), events })
  used.push({ runner, prepared })
  return runner
}

afterAll(async () => {
  for (const { runner, prepared } of used.splice(0)) {
    await runner.stop()
    prepared.dispose()
  }
})

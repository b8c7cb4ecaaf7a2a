import { afterAll } from 'vitest'
import type { ExerciseContract, LanguageId } from '../../src/corpus/exercise-schema.ts'
import { type Fault, isFault } from '../../src/grading/fault.ts'
import { languageById } from '../../src/grading/languages.ts'
import { type Prepared, prepare } from '../../src/grading/prepare.ts'
import { Runner } from '../../src/grading/runner.ts'
import type { Sequence } from '../../src/grading/sequence.ts'

const used: { runner: Runner; prepared: Prepared }[] = []

interface Setting {
  readonly timeoutMs?: number
  /** How many events each operation is expected to show. */
  readonly events?: ((sequence: Sequence) => readonly number[]) | undefined
}

/** What runs sequences in the program, without a grade; prepared, but not started yet. */
export async function languageRunner(
  id: LanguageId,
  file: string,
  contract: ExerciseContract,
  { timeoutMs = 20_000, events }: Setting = {},
): Promise<Runner | Fault> {
  const language = languageById(id)
  if (language === undefined) throw new Error(`${id} is gone`)
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

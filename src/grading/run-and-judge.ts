import type { Run } from './evidence.ts'
import { type Fault, isFault } from './fault.ts'
import type { Runner } from './runner.ts'
import type { Observation, Sequence } from './sequence.ts'

/**
 * Runs sequences and judges each as soon as it has come back, while the program goes on with the next. In their
 * order; undefined for those that were not run.
 */
export async function runAndJudge(
  runner: Runner,
  sequences: readonly Sequence[],
  judge: (sequence: Sequence, seen: readonly Observation[]) => Run,
): Promise<readonly (Run | undefined)[] | Fault> {
  const runs: (Run | undefined)[] = sequences.map(() => undefined)
  const found = await runner.run(sequences, (index, seen) => {
    const sequence = sequences[index]
    if (sequence !== undefined) runs[index] = judge(sequence, seen)
  })
  return isFault(found) ? found : runs
}

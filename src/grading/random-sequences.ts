import type { ExerciseContract } from '../corpus/exercise-schema.ts'
import { loadModel } from './models/registry.ts'
import type { Sequence } from './sequence.ts'

/** The random sequences of a seed: the same objects as long as it is the same function. */
export type SequencesOf = (seed: number) => readonly Sequence[]

/** Those of more seeds are made anew: they are large, and hardly anybody asks for them twice. */
const MOST_SEEDS = 64

/** What makes the random sequences of a contract. Gradings that share it also share what follows from them. */
export async function randomSequences({ model: id, defaults }: ExerciseContract): Promise<SequencesOf> {
  const [model, fc] = await Promise.all([loadModel(id), import('fast-check')])
  const arbitrary = model.arbitrary(fc)
  const made = new Map<number, readonly Sequence[]>()
  return (seed) => {
    const sequences = made.get(seed) ?? fc.sample(arbitrary, { seed, numRuns: defaults.sequences })
    if (made.size < MOST_SEEDS) made.set(seed, sequences)
    return sequences
  }
}

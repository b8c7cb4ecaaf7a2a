import type { ExerciseContract } from '../corpus/exercise-schema.ts'
import { firstMismatch, type Run } from './evidence.ts'
import type { Misconception, Model } from './model.ts'
import type { Sequence } from './sequence.ts'

/**
 * The known misconceptions that together predict every answer of the program, over all runs: one if
 * one suffices, else two. Empty when the bank holds no explanation.
 */
export function diagnose(
  runs: readonly Run[],
  model: Model,
  contract: ExerciseContract,
): readonly Misconception[] {
  // Runs that depart rule a wrong explanation out soonest, short ones before long ones.
  const ordered = [...runs].sort((a, b) => weight(a) - weight(b))
  const explains = (set: readonly Misconception[]): boolean => predicts(set, ordered, model, contract)
  const single = model.misconceptions.find((one) => explains([one]))
  if (single !== undefined) return [single]
  return pairs(model.misconceptions).find(explains) ?? []
}

function weight(run: Run): number {
  return run.observations.length + (run.divergence === undefined ? 1000 : 0)
}

function pairs(all: readonly Misconception[]): (readonly [Misconception, Misconception])[] {
  return all.flatMap((first, index) => all.slice(index + 1).map((second) => [first, second] as const))
}

function predicts(
  set: readonly Misconception[],
  runs: readonly Run[],
  model: Model,
  contract: ExerciseContract,
): boolean {
  const wrong = new Set(set.map(({ id }) => id))
  return runs.every(
    ({ sequence, observations }) =>
      firstMismatch(observations, model.predict(sequence, contract, wrong, observations)) === undefined,
  )
}

/**
 * The misconceptions of a property that the runs rule out. None means that the check never had a
 * chance to bite. With a diagnosis, a fault is ruled out if it would have shown beside that one.
 */
export function ruledOut(
  property: string,
  runs: readonly Run[],
  diagnosis: readonly Misconception[],
  model: Model,
  contract: ExerciseContract,
): readonly Misconception[] {
  const known = diagnosis.map(({ id }) => id)
  return model.misconceptions
    .filter((one) => one.property === property)
    .filter((one) => {
      const wrong = new Set([...known, one.id])
      const found = likeliestFirst(runs, one).find((run) => {
        const limit = known.length > 0 ? undefined : run.divergence
        const seen = run.observations.slice(0, limit)
        return firstMismatch(seen, model.predict(run.sequence, contract, wrong, seen)) !== undefined
      })
      if (found !== undefined) telling.set(one, found.sequence)
      return found !== undefined
    })
}

/** The sequence that ruled a misconception out last: it is likely to do so in the next program as well. */
const telling = new WeakMap<Misconception, Sequence>()

function likeliestFirst(runs: readonly Run[], misconception: Misconception): readonly Run[] {
  const sequence = telling.get(misconception)
  const at = runs.findIndex((run) => run.sequence === sequence)
  const likeliest = runs[at]
  return likeliest === undefined ? runs : [likeliest, ...runs]
}

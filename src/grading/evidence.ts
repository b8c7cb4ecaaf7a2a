import type { ExerciseContract } from '../corpus/exercise-schema.ts'
import { type Expectation, type Model, NOTHING_WRONG, type Roles } from './model.ts'
import { isLinked, isOdd, type Observation, type Operation, type Sequence } from './sequence.ts'

/** A sequence that was run, what it showed, and where that first departs from the contract. */
export interface Run {
  readonly sequence: Sequence
  readonly observations: readonly Observation[]
  readonly expectations: readonly Expectation[]
  /** Index of the first operation that departs; undefined when none does. */
  readonly divergence: number | undefined
}

export function judge(
  sequence: Sequence,
  observations: readonly Observation[],
  model: Model,
  contract: ExerciseContract,
): Run {
  const known = faultless.get(sequence)
  if (known?.model === model && known.contract === contract && isSame(known.run.observations, observations))
    return known.run
  const expectations = model.predict(sequence, contract, NOTHING_WRONG, observations)
  const divergence = firstMismatch(observations, expectations)
  const run = { sequence, observations, expectations, divergence }
  if (divergence === undefined) faultless.set(sequence, { run, model, contract })
  return run
}

/** How sequences went that departed nowhere. Many programs show the very same in most of them. */
const faultless = new WeakMap<Sequence, { run: Run; model: Model; contract: ExerciseContract }>()

function isSame(one: readonly Observation[], other: readonly Observation[]): boolean {
  return one.length === other.length && one.every((seen, index) => seen === other[index])
}

/** Index of the first observation that is not among those expected, if there is one. */
export function firstMismatch(
  observations: readonly Observation[],
  expectations: readonly Expectation[],
): number | undefined {
  const index = observations.findIndex((observation, at) => !accepts(expectations[at], observation))
  return index === -1 ? undefined : index
}

function accepts(expectation: Expectation | undefined, observation: Observation): boolean {
  if (expectation === undefined) return false
  if (observation === null) return expectation.accept.length === 0
  if (isOdd(observation)) return observation.ended === 'stuck' && expectation.accept.includes('stuck')
  return expectation.accept.includes(observation)
}

/**
 * The property that a departure breaks when no known misconception explains it: the rule that
 * decides about that operation, unless the answer is one that no rule of the model can give.
 */
export function brokenProperty(
  { sequence, observations, expectations, divergence }: Run,
  roles: Roles,
): string {
  const at = divergence ?? 0
  const observation = observations[at]
  const expectation = expectations[at]
  const rule = expectation?.rule ?? roles.result ?? ''
  if (isOdd(observation)) {
    if (observation.ended === 'stuck' && observation.waiting) return roles.overlap ?? rule
    const { op } = sequence.ops[at] ?? {}
    if (op === 'state') return roles.attribute ?? rule
    if (op === 'invoke' || isOfFlights(op)) return special(sequence, roles) ?? rule
    return expectation?.accept.includes('rejected') ? rule : (roles.result ?? rule)
  }
  return special(sequence, roles) ?? rule
}

function isOfFlights(op: Operation['op'] | undefined): boolean {
  return op === 'start' || op === 'finish' || op === 'advance'
}

/** The property that a sequence was made to show, where it was made for one. */
function special(sequence: Sequence, roles: Roles): string | undefined {
  if (sequence.systemClock === 'frozen') return roles.clock
  // Subjects that are handed each other's messages are meant to influence each other.
  if (sequence.subjects > 1 && !isLinked(sequence)) return roles.isolation
  return Object.keys(sequence.options).length === 0 ? roles.defaults : undefined
}

/** The properties that only a scenario of their own can show: another failure explains theirs as well. */
export function isSpecial(property: string, { clock, isolation, defaults }: Roles): boolean {
  return property === clock || property === isolation || property === defaults
}

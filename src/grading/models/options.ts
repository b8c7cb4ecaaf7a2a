import type { ExerciseContract } from '../../corpus/exercise-schema.ts'
import type { Options } from '../sequence.ts'

/** What the contract's options are when they are left out. */
export function defaultsOf(contract: ExerciseContract): Options {
  return Object.fromEntries(
    contract.options.flatMap(({ name, default: value }) => (value === undefined ? [] : [[name, value]])),
  )
}

/** Those options that are numbers. */
export function numbersOf(options: Options): Readonly<Record<string, number>> {
  return Object.fromEntries(
    Object.entries(options).filter((pair): pair is [string, number] => typeof pair[1] === 'number'),
  )
}

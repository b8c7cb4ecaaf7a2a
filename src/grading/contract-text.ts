import type { ExerciseContract } from '../corpus/exercise-schema.ts'
import { type Language, spell, spellAll } from './languages.ts'

/** `call(fn)`, as the language writes the contract's method. */
export function signature(contract: ExerciseContract, language: Language): string {
  return contract.methods
    .map((one) => `${spell(one.name, language.names)}(${one.parameters.join(', ')})`)
    .join(', ')
}

/** Prose of the contract with every option's name as the language writes it. */
export function inIdiom(text: string, contract: ExerciseContract, language: Language): string {
  const names = [...contract.options, ...contract.given, ...contract.methods].map(({ name }) => name)
  return spellAll(text, names, language.names)
}

import type { ExerciseContract } from '../../corpus/exercise-schema.ts'
import { errorName } from '../idiom.ts'
import { type Language, spell } from '../languages.ts'
import type { GoName } from './go-source.ts'

const MOST_NAMES = 20

/** A file of the learner's own package that hands its parts to the driver. */
export function glue(
  name: string,
  declared: readonly GoName[],
  contract: ExerciseContract,
  language: Language,
): string {
  const find = (wanted: string): GoName | undefined =>
    declared.find((one) => one.name === wanted && !one.generic)
  const lines: string[] = []
  const maker = `New${contract.type}`
  const made = find(maker)
  if (made !== undefined && made.kind !== 'type') lines.push(`Constructor: ${maker},`)
  if (find(contract.type)?.kind === 'type') lines.push(`Type: (*${contract.type})(nil),`)
  const errors = contract.errors.flatMap((one) => errorPart(find(errorName(one.name, language))))
  lines.push(`Errors: map[string]any{${errors.join(', ')}},`)
  const options = contract.options.map(({ name, type }) => `"${spell(name, language.names)}": "${type}"`)
  lines.push(`Options: map[string]string{${options.join(', ')}},`)
  lines.push(`Globals: []any{${globalsOf(declared).join(', ')}},`)
  lines.push(`Defined: []string{${listOf(declared.filter(isExported))}},`)
  lines.push(`Generic: []string{${listOf(declared.filter(({ generic }) => generic))}},`)
  return [
    `package ${name}`,
    '',
    'import compendiumDriver "compendium/driver"',
    '',
    'func init() {',
    '\tcompendiumDriver.Register(compendiumDriver.Parts{',
    ...lines.map((line) => `\t\t${line}`),
    '\t})',
    '}',
    '',
  ].join('\n')
}

function errorPart(found: GoName | undefined): string[] {
  if (found?.kind === 'var') return [`"${found.name}": &${found.name}`]
  return found?.kind === 'const' ? [`"${found.name}": ${found.name}`] : []
}

function globalsOf(declared: readonly GoName[]): string[] {
  return declared.filter(({ kind, name }) => kind === 'var' && name !== '_').map(({ name }) => `&${name}`)
}

function isExported({ name }: GoName): boolean {
  return /^\p{Lu}/u.test(name)
}

function listOf(names: readonly GoName[]): string {
  const sorted = [...new Set(names.map(({ name }) => name))].sort()
  return sorted
    .slice(0, MOST_NAMES)
    .map((name) => `"${name}"`)
    .join(', ')
}

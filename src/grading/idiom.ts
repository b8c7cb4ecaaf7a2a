import type { ExerciseContract } from '../corpus/exercise-schema.ts'
import { type Language, type LanguageStyle, type NameStyle, spell } from './languages.ts'
import type { Json, Options } from './sequence.ts'

/** `CircuitOpenError` as the language names its errors. */
export function errorName(name: string, { style }: Language): string {
  const stem = name.replace(/Error$/, '')
  const names: Record<LanguageStyle, string> = {
    python: name,
    javascript: name,
    go: `Err${stem}`,
    java: `${stem}Exception`,
  }
  return names[style]
}

/** `new TokenBucket({ capacity: 3 })`, as the language creates an instance. */
export function creation(type: string, options: Options, language: Language): string {
  const pairs = Object.entries(options).map(
    ([name, value]) => [spell(name, language.names), literal(value, language)] as const,
  )
  return creationOf(type, pairs, language)
}

/** How the grader creates an instance: with every option and everything given. */
export function construction(contract: ExerciseContract, language: Language): string {
  const names = [...contract.options, ...contract.given].map(({ name }) => spell(name, language.names))
  if (language.style === 'javascript') return `new ${contract.type}({ ${names.join(', ')} })`
  const pairs = names.map((name) => [name, '...'] as const)
  return creationOf(contract.type, pairs, language)
}

function creationOf(
  type: string,
  pairs: readonly (readonly [string, string])[],
  { style }: Language,
): string {
  const joined = (mark: string): string => pairs.map(([name, value]) => `${name}${mark}${value}`).join(', ')
  switch (style) {
    case 'python':
      return `${type}(${joined('=')})`
    case 'javascript':
      return `new ${type}(${pairs.length === 0 ? '' : `{ ${joined(': ')} }`})`
    case 'go':
      return `New${type}(${type}Options{${joined(': ')}})`
    case 'java':
      return `new ${type}(options${pairs.length === 0 ? '' : ` with ${joined(' = ')}`})`
  }
}

/** `tryAcquire(tokens)`, as the language writes the contract's methods. */
export function signatureOf(method: ExerciseContract['methods'][number], language: Language): string {
  const parameters = method.parameters.map((one) => parameterName(one.name, language))
  return `${spell(method.name, language.names)}(${parameters.join(', ')})`
}

export function signature(contract: ExerciseContract, language: Language): string {
  return contract.methods.map((method) => signatureOf(method, language)).join(', ')
}

/** A function that the program is handed, as the language names its parameters. */
export function functionName(name: string, language: Language): string {
  return parameterName(name, language)
}

function parameterName(name: string, language: Language): string {
  return spell(name, parameterStyle(language))
}

/** Parameters are never exported, so that Go writes them in camel case. */
export function parameterStyle({ style }: Language): NameStyle {
  return style === 'python' ? 'snake_case' : 'camelCase'
}

const NAMES_OF_SUBJECTS = 'ABCDEFGH'

/** What one of several subjects is called in a report. */
export function subjectLetter(index: number): string {
  return NAMES_OF_SUBJECTS.charAt(index)
}

/** What a result that is handed on later is called in a report. */
export function resultName(id: number): string {
  return `r${id}`
}

/** A list that is longer is cut, so that a report stays one. */
const LONGEST_LIST = 24
const SHOWN_OF_LONGER = 8

/** What a method gives, as the language writes it. */
export function literal(value: Json, language: Language): string {
  return value === null ? language.keywords.nothing : handed(value, language)
}

/** What a method is handed, or what lies in a list: there nothing is a value of its own. */
export function handed(value: Json, language: Language): string {
  const { keywords } = language
  if (value === null) return keywords.null
  if (typeof value === 'boolean') return value ? keywords.true : keywords.false
  if (typeof value !== 'object') return JSON.stringify(value)
  if (Array.isArray(value)) {
    const shown = value.slice(0, value.length > LONGEST_LIST ? SHOWN_OF_LONGER : value.length)
    const items = shown.map((one) => handed(one, language))
    if (shown.length < value.length) items.push(`... ${value.length - shown.length} more`)
    return `[${items.join(', ')}]`
  }
  const record = value as Readonly<Record<string, Json>>
  if (typeof record['$subject'] === 'number') return subjectLetter(record['$subject'])
  if (typeof record['$result'] === 'number') return resultName(record['$result'])
  if (typeof record['$function'] === 'string') return functionName(record['$function'], language)
  const pairs = Object.entries(record).map(([key, one]) => `${JSON.stringify(key)}: ${handed(one, language)}`)
  return `{${pairs.join(', ')}}`
}

import type { ExerciseContract } from '../corpus/exercise-schema.ts'
import { type Language, spell, spellAll } from './languages.ts'

/** `call(fn)`, as the language writes the contract's methods. */
export function signature(contract: ExerciseContract, language: Language): string {
  return contract.methods
    .map((one) => `${spell(one.name, language.names)}(${one.parameters.join(', ')})`)
    .join(', ')
}

/** How the grader creates the subject: with every option and everything given. */
export function construction(contract: ExerciseContract, language: Language): string {
  const names = [...contract.options, ...contract.given].map(({ name }) => spell(name, language.names))
  if (language.names === 'camelCase') return `new ${contract.type}({ ${names.join(', ')} })`
  return `${contract.type}(${names.map((name) => `${name}=...`).join(', ')})`
}

/** Prose of the contract with its names and verbs as the language has them. */
export function inIdiom(text: string, contract: ExerciseContract, language: Language): string {
  const names = [...contract.options, ...contract.given, ...contract.methods].map(({ name }) => name)
  return spellAll(verbs(text, language), names, language.names)
}

function verbs(text: string, { keywords }: Language): string {
  return text
    .replaceAll('raises', keywords.raises)
    .replaceAll('Raised', capital(keywords.thrown))
    .replaceAll('raised', keywords.thrown)
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}

/** The whole contract in Markdown: the README of an exercise, and by `plainContract` its starter's comment. */
export function contractMarkdown(contract: ExerciseContract, language: Language): string[] {
  const say = (text: string): string => inIdiom(text, contract, language)
  const name = (text: string): string => spell(text, language.names)
  return [
    say(contract.summary),
    '',
    `\`${construction(contract, language)}\``,
    '',
    ...contract.options.map(
      (one) =>
        `- \`${name(one.name)}\` (default ${one.default}${one.unit === 'ms' ? ' ms' : ''}): ${say(one.meaning)}`,
    ),
    ...contract.given.map((one) => `- \`${name(one.name)}\`: ${say(one.meaning)}`),
    ...contract.methods.map(
      (one) => `- \`${name(one.name)}(${one.parameters.join(', ')})\`: ${say(one.meaning)}${waits(language)}`,
    ),
    ...contract.attributes.map(
      (one) =>
        `- \`${name(one.name)}\`: ${say(one.meaning)} One of ${one.values.map((value) => `\`${value}\``).join(', ')}.`,
    ),
    ...contract.errors.map((one) => `- \`${one.name}\`: ${say(one.meaning)}`),
    '',
    'The rules:',
    '',
    ...contract.properties.map((one, index) => `${index + 1}. ${say(one.statement)}`),
  ]
}

function waits({ keywords }: Language): string {
  return keywords.async === '' ? '' : ` ${keywords.async}`
}

import type { ExerciseContract } from '../corpus/exercise-schema.ts'
import { construction, errorName, literal, parameterStyle, signatureOf } from './idiom.ts'
import { areThreadsJudged, sharedStatement } from './interleavings.ts'
import { type Language, spell, spellAll } from './languages.ts'

/** Prose of the contract with its names and verbs as the language has them. */
export function inIdiom(text: string, contract: ExerciseContract, language: Language): string {
  const names = [...contract.options, ...contract.given, ...contract.methods].map(({ name }) => name)
  const parameters = contract.methods.flatMap((method) => method.parameters.map(({ name }) => name))
  const own = spellAll(verbs(text, language), names, language.names)
  const spelled = spellAll(own, parameters, parameterStyle(language))
  return contract.errors.reduce((all, { name }) => all.replaceAll(name, errorName(name, language)), spelled)
}

function verbs(text: string, { keywords }: Language): string {
  const forms: Readonly<Record<string, string>> = {
    raise: keywords.raise,
    raises: keywords.raises,
    raised: keywords.thrown,
  }
  return text.replace(/\braise[sd]?\b/gi, (word) => {
    const form = forms[word.toLowerCase()] ?? word
    return word.startsWith('R') ? capital(form) : form
  })
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
      (one) => `- \`${name(one.name)}\`${defaultOf(one, language)}: ${say(one.meaning)}`,
    ),
    ...contract.given.map((one) => `- \`${name(one.name)}\`: ${say(one.meaning)}`),
    ...contract.methods.map(
      (one) =>
        `- \`${signatureOf(one, language)}\`: ${say(one.meaning)}${one.async ? waits(one, language) : ''}`,
    ),
    ...contract.attributes.map(
      (one) =>
        `- \`${name(one.name)}\`: ${say(one.meaning)} One of ${one.values.map((value) => `\`${value}\``).join(', ')}.`,
    ),
    ...contract.errors.map((one) => `- \`${errorName(one.name, language)}\`: ${say(one.meaning)}`),
    '',
    'The rules:',
    '',
    ...contract.properties.map((one, index) => `${index + 1}. ${say(one.statement)}`),
    ...(areThreadsJudged(contract, language)
      ? [`${contract.properties.length + 1}. ${sharedStatement(contract, language)}`]
      : []),
  ]
}

function defaultOf(option: ExerciseContract['options'][number], language: Language): string {
  if (option.default === undefined) return ''
  const unit = option.unit === undefined ? '' : ` ${option.unit}`
  return ` (default ${literal(option.default, language)}${unit})`
}

type Method = ExerciseContract['methods'][number]

/** A function that nothing more is said of may return either; others return what the contract says. */
function waits({ parameters }: Method, { keywords }: Language): string {
  if (keywords.async === '') return ''
  const open = parameters.find((one) => one.type === 'function' && one.function === undefined)
  const either = open === undefined ? '' : ` \`${open.name}\` may return a value or a promise.`
  return ` ${keywords.async}${either}`
}

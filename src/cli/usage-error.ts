import { closest } from '../lib/closest.ts'

export interface UsageMistake {
  readonly message: string
  readonly next: readonly string[]
}

interface Described {
  readonly name?: string
  readonly description?: string | undefined
}

/** What the errors of oclif's parser carry besides their message. */
interface ParserError extends Error {
  readonly flags?: readonly string[]
  readonly args?: readonly (Described | string)[]
  readonly parse?: { readonly input?: { readonly flags?: Readonly<Record<string, Described>> } }
}

/** What oclif throws for a flag or an argument that it cannot accept, in plain sentences. */
export function usageMistake(error: Error, command: string): UsageMistake {
  const { flags: wrong = [], args = [], parse } = error as ParserError
  const known = parse?.input?.flags ?? {}
  const see = `For its flags and examples: compendium ${command.replaceAll(':', ' ')} --help`
  if (/^Nonexistent flag/.test(error.message))
    return { message: unknownFlags(wrong), next: [...guesses(wrong, known), see] }
  if (/^Missing \d+ required arg/.test(error.message)) return { message: missingArgs(args), next: [see] }
  return { message: sentences(error.message, known), next: [see] }
}

function unknownFlags(wrong: readonly string[]): string {
  return wrong.length === 1 ? `There is no flag ${wrong[0]}.` : `There are no flags ${wrong.join(', ')}.`
}

function guesses(wrong: readonly string[], known: Readonly<Record<string, Described>>): string[] {
  const names = Object.keys(known)
  const near = wrong.flatMap((flag) => closest(flag.replace(/^-+/, ''), names, 1))
  return near.map((name) => `Did you mean: --${name}`)
}

function missingArgs(args: readonly (Described | string)[]): string {
  return args
    .filter((arg) => typeof arg !== 'string')
    .map(({ name = '', description }) => missing(name.toUpperCase(), description))
    .join('\n')
}

function missing(name: string, description: string | undefined): string {
  return description === undefined ? `${name} is missing.` : `${name} is missing: ${description}.`
}

/** Each line of oclif's message that says something, reworded where its wording is for programmers. */
function sentences(message: string, known: Readonly<Record<string, Described>>): string {
  const text = message.split('\nSee more help')[0] ?? message
  const lines = text.replace(/^(Parsing --\S+) *\n\s*/, '$1: ').split('\n')
  return lines
    .map((line) => line.trim())
    .filter((line) => line !== '' && !/^The following errors? occurred:$/.test(line))
    .map((line) => sentence(line, known))
    .join('\n')
}

function sentence(line: string, known: Readonly<Record<string, Described>>): string {
  const flag = /^Missing required flag (\S+)$/.exec(line)?.[1]
  if (flag !== undefined) return missing(`--${flag}`, known[flag]?.description)
  return WORDINGS.reduce((text, [from, to]) => text.replace(from, to), line)
}

const WORDINGS: readonly (readonly [RegExp, string])[] = [
  [/^(--[^=\s]+)(?:=.*)? cannot also be provided when using (--\S+)$/, '$1 and $2 exclude each other.'],
  [
    /^Parsing (--\S+): Expected an integer but received: (.*)$/,
    '$1 cannot be "$2": it must be a whole number.',
  ],
  [
    /^Parsing (--\S+): Expected an integer greater than or equal to (\S+) but received: (.*)$/,
    '$1 cannot be "$3": it must be at least $2.',
  ],
  [
    /^Parsing (--\S+): Expected an integer less than or equal to (\S+) but received: (.*)$/,
    '$1 cannot be "$3": it must be at most $2.',
  ],
  [/^Flag (--\S+) expects a value$/, '$1 needs a value.'],
  [/^Flag (--\S+) can only be specified once$/, '$1 can be given only once.'],
  [/^Unexpected argument: (.*)$/, '"$1" is one argument too many.'],
  [/^Unexpected arguments: (.*)$/, 'These arguments are too many: $1.'],
]

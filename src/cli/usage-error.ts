import { closest } from '../lib/closest.ts'
import type { UsageMessages } from '../messages/usage/en.ts'
import { usageWords } from '../messages/usage/index.ts'

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
  const see = usageWords().seeFlags({ command: `compendium ${command.replaceAll(':', ' ')} --help` })
  if (/^Nonexistent flag/.test(error.message))
    return { message: unknownFlags(wrong), next: [...guesses(wrong, known), see] }
  if (/^Missing \d+ required arg/.test(error.message)) return { message: missingArgs(args), next: [see] }
  return { message: sentences(error.message, known), next: [see] }
}

function unknownFlags(wrong: readonly string[]): string {
  const { noFlag, noFlags } = usageWords()
  const [flag = ''] = wrong
  return wrong.length === 1 ? noFlag({ flag }) : noFlags({ flags: wrong.join(', ') })
}

function guesses(wrong: readonly string[], known: Readonly<Record<string, Described>>): string[] {
  const names = Object.keys(known)
  const near = wrong.flatMap((flag) => closest(flag.replace(/^-+/, ''), names, 1))
  return near.map((name) => usageWords().didYouMean({ guess: `--${name}` }))
}

function missingArgs(args: readonly (Described | string)[]): string {
  return args
    .filter((arg) => typeof arg !== 'string')
    .map(({ name = '', description }) => missing(name.toUpperCase(), description))
    .join('\n')
}

function missing(name: string, description: string | undefined): string {
  const words = usageWords()
  return description === undefined ? words.missing({ name }) : words.missingWhat({ name, what: description })
}

/** Each line of oclif's message that says something, reworded where its wording is for programmers. */
function sentences(message: string, known: Readonly<Record<string, Described>>): string {
  const text = message.split(/\nSee more help/)[0] ?? message
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
  for (const [pattern, worded] of WORDINGS) {
    const [found, ...parts] = pattern.exec(line) ?? []
    if (found !== undefined) return worded(usageWords(), parts)
  }
  return line
}

type Worded = (words: UsageMessages, parts: readonly string[]) => string

/** What oclif says, and what we say instead. */
const WORDINGS: readonly (readonly [RegExp, Worded])[] = [
  [
    /^(--[^=\s]+)(?:=.*)? cannot also be provided when using (--\S+)$/,
    (words, [one = '', other = '']) => words.exclude({ one, other }),
  ],
  [
    /^Parsing (--\S+): Expected an integer but received: (.*)$/,
    (words, [flag = '', value = '']) => words.notWhole({ flag, value }),
  ],
  [
    /^Parsing (--\S+): Expected an integer greater than or equal to (\S+) but received: (.*)$/,
    (words, [flag = '', least = '', value = '']) => words.tooSmall({ flag, value, least }),
  ],
  [
    /^Parsing (--\S+): Expected an integer less than or equal to (\S+) but received: (.*)$/,
    (words, [flag = '', most = '', value = '']) => words.tooLarge({ flag, value, most }),
  ],
  [/^Flag (--\S+) expects a value$/, (words, [flag = '']) => words.needsValue({ flag })],
  [/^Flag (--\S+) can only be specified once$/, (words, [flag = '']) => words.onlyOnce({ flag })],
  [/^Unexpected argument: (.*)$/, (words, [argument = '']) => words.oneTooMany({ argument })],
  [/^Unexpected arguments: (.*)$/, (words, [list = '']) => words.tooMany({ list })],
]

import { closest } from '../lib/closest.ts'
import type { CommandSummary } from './program.ts'
import { asTyped } from './program.ts'

/** What a command line asks for. */
export type Request =
  | { readonly kind: 'version' }
  /** Nothing was said. */
  | { readonly kind: 'home' }
  /** `subject` is the id of a command or the name of a topic; undefined means the whole program. */
  | { readonly kind: 'help'; readonly subject: string | undefined }
  | { readonly kind: 'run'; readonly id: string; readonly argv: readonly string[] }
  | { readonly kind: 'unknown'; readonly typed: string; readonly suggestions: readonly string[] }

type Commands = readonly CommandSummary[]

/** The argument vector decides everything here; nothing is loaded or read. */
export function findRequest(argv: readonly string[], commands: Commands): Request {
  const first = argv[0]
  if (first === '--version' || first === '-v') return { kind: 'version' }
  if (first === undefined) return { kind: 'home' }
  const asksForHelp = first === 'help' || flagsOf(argv).some(isHelpFlag)
  return asksForHelp ? findHelp(argv, commands) : findRun(argv, commands)
}

function findHelp(argv: readonly string[], commands: Commands): Request {
  const rest = argv.filter((word, i) => !isHelpFlag(word) && !(i === 0 && word === 'help'))
  const words = leadingWords(rest)
  if (words.length === 0) return { kind: 'help', subject: undefined }
  const found = match(words, commands)
  const subject = found?.id ?? topicOf(words, commands)
  return subject === undefined ? unknown(words, commands) : { kind: 'help', subject }
}

function findRun(argv: readonly string[], commands: Commands): Request {
  const words = leadingWords(argv)
  if (words.length === 0) {
    const typed = argv[0] ?? ''
    return { kind: 'unknown', typed, suggestions: typed === '-V' ? ['--version'] : [] }
  }
  const found = match(words, commands)
  if (found === undefined) {
    const topic = topicOf(words, commands)
    return topic === undefined ? unknown(words, commands) : { kind: 'help', subject: topic }
  }
  const stray = words[found.length]
  if (stray !== undefined && isMistypedChild(found.id, commands)) return unknown(words, commands)
  // `generate:exercise` is one word of the command line, but two of the id.
  const taken = (argv[0] ?? '').includes(':') ? 1 : found.length
  return { kind: 'run', id: found.id, argv: argv.slice(taken) }
}

/** The longest run of leading words that names a command, in any order of the words. */
function match(words: readonly string[], commands: Commands): { id: string; length: number } | undefined {
  for (let length = words.length; length > 0; length--) {
    const typed = words.slice(0, length)
    const exact = typed.join(':')
    const found =
      commands.find(({ id, aliases }) => id === exact || aliases.includes(exact)) ??
      commands.find(({ id }) => length > 1 && sameWords(id.split(':'), typed))
    if (found) return { id: found.id, length }
  }
  return undefined
}

function sameWords(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && [...a].sort().join(':') === [...b].sort().join(':')
}

/** `generate` is a topic because there is a `generate:exercise`. */
function topicOf(words: readonly string[], commands: Commands): string | undefined {
  const name = words.join(':')
  return commands.some(({ id }) => id.startsWith(`${name}:`)) ? name : undefined
}

/** `progress exprot`: the command itself takes no arguments, so the word was to name a child. */
function isMistypedChild(id: string, commands: Commands): boolean {
  const takesArguments = commands.find((command) => command.id === id)?.takesArguments ?? true
  return !takesArguments && topicOf([id], commands) !== undefined
}

function unknown(words: readonly string[], commands: Commands): Request {
  const names = commands.filter(({ hidden }) => !hidden).map(({ id }) => asTyped(id))
  const topics = names.flatMap((name) => (name.includes(' ') ? [name.split(' ')[0] ?? name] : []))
  const known = [...new Set([...names, ...topics, '--version'])]
  const [first = '', second] = words
  const parents = topics.includes(first) ? [] : closest(first, known)
  const children = second === undefined ? [] : closest(`${first} ${second}`, known)
  const lastWords = names.filter((name) => name.endsWith(` ${first}`))
  const suggestions = [...new Set([...children, ...lastWords, ...parents])].slice(0, 3)
  const typed = topics.includes(first) && second !== undefined ? `${first} ${second}` : first
  return { kind: 'unknown', typed, suggestions }
}

/** The words before the first flag; a first word with colons counts as several. */
function leadingWords(argv: readonly string[]): string[] {
  const end = argv.findIndex((word) => word.startsWith('-'))
  const words = end === -1 ? [...argv] : argv.slice(0, end)
  const [first = '', ...others] = words
  return first === '' ? words : [...first.split(':').filter((part) => part !== ''), ...others]
}

/** What comes after `--` is never ours. */
function flagsOf(argv: readonly string[]): readonly string[] {
  const end = argv.indexOf('--')
  return end === -1 ? argv : argv.slice(0, end)
}

function isHelpFlag(word: string): boolean {
  return word === '--help' || word === '-h'
}

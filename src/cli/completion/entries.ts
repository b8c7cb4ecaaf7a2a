import type { Interfaces } from '@oclif/core'
import { asTyped } from '../program.ts'

/** A word that may follow, and what it is. */
export interface Choice {
  readonly word: string
  readonly about: string
}

/** What may stand at one place of the command line. */
export interface Place {
  readonly choices: readonly Choice[]
  /** Names of files may stand there as well. */
  readonly files: boolean
}

/**
 * Every place, by its key: `sub:PATH` the commands below, `flags:PATH` the flags, `value:PATH:FLAG` the values of a flag that has
 * one, `arg:PATH:N` the Nth argument from 0; `arg:PATH:more` those after the last.
 */
export type Places = ReadonlyMap<string, Place>

/** Names that arguments and flags can take, by the word that the program has for them. */
export type NameLists = Readonly<Record<string, readonly string[]>>

type Command = Interfaces.Manifest['commands'][string]
type Flag = Command['flags'][string]

const NOTHING: Place = { choices: [], files: false }
const HELP: Choice = { word: '--help', about: 'show help' }

/** What any shell leaves as it is: a list of words is read by shells that would run what is in it. */
const SAFE_WORD = /^[A-Za-z0-9_@%+=,./-]+$/

/** @throws Error for a word that a shell could take for more than a word. */
export function completionPlaces(manifest: Interfaces.Manifest, lists: NameLists): Places {
  const commands = Object.values(manifest.commands).filter(({ hidden }) => !hidden)
  const places = new Map<string, Place>()
  for (const path of pathsOf(commands)) places.set(`sub:${path}`, below(path, commands, manifest))
  for (const path of pathsOf(commands)) places.set(`flags:${path}`, { choices: [HELP], files: false })
  places.set('flags:', { choices: [HELP, { word: '--version', about: 'show the version' }], files: false })
  for (const command of commands) addCommand(places, command, lists)
  for (const { choices } of places.values()) requireSafe(choices)
  return places
}

function requireSafe(choices: readonly Choice[]): void {
  const odd = choices.find(({ word }) => !SAFE_WORD.test(word))
  if (odd !== undefined) throw new Error(`"${odd.word}" cannot be completed safely`)
}

/** Every command and every topic, `` being the program. */
function pathsOf(commands: readonly Command[]): string[] {
  const ids = commands.flatMap(({ id, aliases }) => [id, ...aliases])
  const paths = ids.flatMap((id) => id.split(':').map((_, end, words) => words.slice(0, end + 1).join(' ')))
  return ['', ...new Set(paths)]
}

function below(path: string, commands: readonly Command[], { commands: all }: Interfaces.Manifest): Place {
  const words = path === '' ? 0 : path.split(' ').length
  const found = new Map<string, string>()
  for (const { id, summary = '' } of commands) {
    const typed = asTyped(id)
    if (path !== '' && !typed.startsWith(`${path} `)) continue
    const word = typed.split(' ')[words]
    if (word === undefined) continue
    const own = all[[...path.split(' '), word].filter((part) => part !== '').join(':')]
    found.set(word, own?.summary ?? found.get(word) ?? summary)
  }
  return { choices: [...found].map(([word, about]) => ({ word, about })), files: false }
}

function addCommand(places: Map<string, Place>, command: Command, lists: NameLists): void {
  const flags = Object.values(command.flags).filter(({ hidden }) => !hidden)
  const args = Object.values(command.args).filter(({ hidden }) => !hidden)
  for (const path of [command.id, ...command.aliases].map(asTyped)) {
    places.set(`flags:${path}`, { choices: [...flags.flatMap(flagChoices), HELP], files: false })
    for (const flag of flags.filter(({ type }) => type === 'option')) {
      const names = [`--${flag.name}`, ...(flag.char === undefined ? [] : [`-${flag.char}`])]
      for (const name of names) places.set(`value:${path}:${name}`, flagPlace(flag, lists))
    }
    for (const [index, { name, options }] of args.entries())
      places.set(`arg:${path}:${index}`, placeOf(name, options, undefined, lists))
    const last = args.at(-1)
    if (command.strict === false && last !== undefined)
      places.set(`arg:${path}:more`, placeOf(last.name, last.options, undefined, lists))
  }
}

function flagChoices(flag: Flag): Choice[] {
  const about = flag.summary ?? flag.description ?? ''
  const denied =
    flag.type === 'boolean' && flag.allowNo === true ? [{ word: `--no-${flag.name}`, about }] : []
  return [{ word: `--${flag.name}`, about }, ...denied]
}

function flagPlace(flag: Flag, lists: NameLists): Place {
  if (flag.type !== 'option') return NOTHING
  return placeOf(flag.name, flag.options, flag.helpValue, lists)
}

/** The options that are declared, else the list of that name, else what the help says of the value. */
function placeOf(
  name: string,
  options: readonly string[] | undefined,
  helpValue: string | readonly string[] | undefined,
  lists: NameLists,
): Place {
  const about = ''
  const words = (list: readonly string[]) => list.map((word) => ({ word, about }))
  if (options !== undefined) return { choices: words(options), files: false }
  const help = [helpValue ?? ''].flat().join('|')
  const files = /FILE|DIR|FOLDER/.test(help) || ['file', 'dir', 'files'].includes(name) || name === 'scenario'
  const list = Object.hasOwn(lists, name) ? lists[name] : undefined
  return { choices: words(list ?? literals(help)), files }
}

/** `svg|html[=FILE]` begins with `svg` or `html`; `junit=FILE` with `junit=`; what is in capitals stands for something. */
function literals(help: string): string[] {
  if (help.includes(',')) return []
  return help.split('|').flatMap((part) => /^[a-z][a-z0-9-]*=?(?=$|[[A-Z])/.exec(part) ?? [])
}

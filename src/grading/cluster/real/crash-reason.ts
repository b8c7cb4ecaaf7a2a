import path from 'node:path'
import { printable } from '../../../lib/printable.ts'
import { findExecutable } from '../../../platform/find-program.ts'
import { firstLine } from '../../../platform/first-line.ts'
import type { Ending } from '../../../platform/process.ts'

export interface Crash {
  readonly ending: Ending
  /** What it wrote to stderr. */
  readonly log: string
  readonly command: readonly string[]
}

const SHELL_COULD_NOT_START = 127
const LONGEST = 160

type Reason = (found: readonly string[], log: string) => string

const portInUse: Reason = () =>
  'a port that it wants is in use. All nodes run on this machine: talk to the others over standard output alone'
const noModule: Reason = ([, name]) =>
  `it imports ${name}, which is not there: install it, or put it into the folder of the program`

/**
 * What runtimes say when a program ends, and what it means. The first that fits is told, so that what has its own
 * words comes before "an exception".
 */
const REASONS: readonly (readonly [pattern: RegExp, reason: Reason])[] = [
  [/env: ['\u2018]?(\S+?)\\r['\u2019]?: No such file|\^M: bad interpreter/, crlf],
  [/EADDRINUSE|Address already in use|address already in use|BindException/i, portInUse],
  [/ModuleNotFoundError: No module named '([^']+)'/, noModule],
  [/Cannot find (?:module|package) '([^']+)'/, noModule],
  [/cannot load such file -- (\S+)/, noModule],
  [/Can't locate (\S+) in @INC/, noModule],
  [/Cannot use import statement outside a module/, esModule],
  [/(require|module|exports|__dirname) is not defined in ES module scope/, commonJs],
  [/File "([^"]+)", line (\d+)[^\0]*?^((?:Syntax|Indentation|Tab)Error: .+)$/m, unreadableFile],
  [/^(\S+?):(\d+)\n[^\0]*?^(SyntaxError: .+)$/m, unreadableFile],
  [/env: ['\u2018]?([^'\u2019\n:]+)['\u2019]?: No such file/, ([, name]) => `there is no program ${name}`],
  [/Could not find or load main class (\S+)/, ([, name]) => `Java finds no class ${name}`],
  [/UnsupportedClassVersionError/, () => 'it was compiled for a newer Java than runs it'],
  [
    /error while loading shared libraries: ([^\s:]+)/,
    ([, name]) => `it needs the library ${name}, which is not there`,
  ],
  [
    /version `(GLIBC_[\d.]+)' not found/,
    ([, name]) => `it was linked with ${name}, which this system has not`,
  ],
  [/heap out of memory|^MemoryError|OutOfMemoryError/m, () => 'it ran out of memory'],
  [/^panic: (.+)$/m, ([, text = ''], log) => `panic: ${text}${goPlace(log)}`],
  [/panicked at ([^,\n]+):\n(.+)$/m, ([, place, text]) => `panic: ${text} (${place})`],
  [/^Exception in thread "[^"]*" (.+)$/m, ([, text = ''], log) => `${text}${javaPlace(log)}`],
  [/^Traceback \(most recent call last\):/m, (_, log) => pythonException(log)],
  [/^\s*at .+:\d+:\d+\)?$/m, (_, log) => nodeException(log)],
]

/** Why a node ended, where what it left behind tells; a part of a sentence, without a full stop. */
export function crashReason({ ending, log, command }: Crash): string | undefined {
  const { cause, exitCode } = ending
  if (cause !== 'exit' && cause !== 'signal') return undefined
  const known = REASONS.find(([pattern]) => pattern.test(log))
  const script = scriptReason(log, exitCode, command)
  const reason = script ?? known?.[1](known[0].exec(log) ?? [], log)
  if (reason !== undefined) return shorten(reason)
  if (exitCode === 0) return 'a node goes on reading until its standard input ends, also when it has answered'
  return undefined
}

function shorten(text: string): string {
  const shown = printable(text.replaceAll('\n', ' ').trim())
  return shown.length <= LONGEST ? shown : `${shown.slice(0, LONGEST - 3)}...`
}

function crlf(): string {
  return 'its lines end in CRLF, as on Windows, so that the system looks for a program with a carriage return in its name: save it with plain newlines'
}

function esModule(): string {
  return 'Node.js takes it for a CommonJS file, and it has import statements: name it .mjs, or write "type": "module" into package.json'
}

function commonJs([, name]: readonly string[]): string {
  return `Node.js takes it for an ES module, and it uses ${name}: name it .cjs, or use import`
}

function unreadableFile([, file = '', line, text]: readonly string[]): string {
  return `${path.basename(file)} cannot be read at line ${line}: ${text}`
}

/** What the system made of a file that is started by itself. */
function scriptReason(
  log: string,
  exitCode: number | undefined,
  [command = '']: readonly string[],
): string | undefined {
  const head = firstLine(command)
  if (head === undefined) return undefined
  const name = path.basename(command)
  if (!head.startsWith('#!')) {
    const isShell = /(^|\n)[^\n]*\b\d+: .*(not found|[Ss]yntax error)|syntax error near|command not found/
    return isShell.test(log)
      ? `${name} does not begin with a line such as #!/usr/bin/env python3, so that it was run as a script of the shell`
      : undefined
  }
  if (exitCode !== SHELL_COULD_NOT_START || log.trim() !== '') return undefined
  const interpreter = head.slice(2).trim().split(' ', 1)[0] ?? ''
  if (head.endsWith('\r')) return crlf()
  return findExecutable(interpreter) === undefined
    ? `${name} begins with ${head}, and there is no ${interpreter}`
    : undefined
}

/** The innermost frame of the program itself, and the exception. */
function pythonException(log: string): string {
  const text = log
    .trimEnd()
    .split('\n')
    .findLast((line) => /^[\w.]+(Error|Exception|Exit|Interrupt|Warning)?(: .*)?$/.test(line))
  const frames = [...log.matchAll(/^ {2}File "([^"]+)", line (\d+)/gm)]
  const own = frames.findLast(([, file = '']) => !/\/lib\/python|<frozen|compendium_node/.test(file))
  const [, file = '', line] = own ?? frames.at(-1) ?? []
  return `${text ?? 'an exception'}${file === '' ? '' : ` (${path.basename(file)}, line ${line})`}`
}

function nodeException(log: string): string {
  const text = /^(?:Uncaught )?(\w*Error\b.*)$/m.exec(log)?.[1] ?? 'an exception that nobody caught'
  const own = [...log.matchAll(/^\s*at .*?([^/\s(]+):(\d+):\d+\)?$/gm)].find(
    ([line]) => !/node:|compendium-node/.test(line),
  )
  return own === undefined ? text : `${text} (${own[1]}, line ${own[2]})`
}

function goPlace(log: string): string {
  const own = [...log.matchAll(/^\t(\S+\.go):(\d+)/gm)].find(
    ([, file = '']) => !/\/src\/runtime\/|compendiumnode\.go$/.test(file),
  )
  return own === undefined ? '' : ` (${path.basename(own[1] ?? '')}, line ${own[2]})`
}

function javaPlace(log: string): string {
  const own = [...log.matchAll(/^\s+at [^(]*\(([\w$]+\.java):(\d+)\)/gm)].find(
    ([line]) => !/at (java|jdk|sun)\.|java\.base\/|CompendiumNode/.test(line),
  )
  return own === undefined ? '' : ` (${own[1]}, line ${own[2]})`
}

import { Command, CommanderError } from 'commander'
import { closest } from '../../../lib/closest.ts'
import { watchingWords } from '../../../messages/watching/index.ts'
import { COMMANDS, type CommandLine, type CommandSpec } from './commands.ts'

const NAMES = COMMANDS.map(({ name }) => name)

/** Reads a command line. Never throws, prints or exits: what is wrong comes back as `complain`. */
export function parseCommandLine(line: string): CommandLine {
  const words = wordsOf(line)
  if (words.length === 0) return { do: 'nothing' }
  let parsed: CommandLine = { do: 'nothing' }
  const program = createLanguage((command) => {
    parsed = command
  })
  try {
    program.parse(words, { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    return { do: 'complain', message: unknown(words[0] ?? '') }
  }
  return parsed
}

/** `0,1|2` and `0, 1 | 2` say the same. */
function wordsOf(line: string): string[] {
  return line
    .replace(/^\s*:/, '')
    .replaceAll('|', ' | ')
    .replace(/\s*,\s*/g, ',')
    .trim()
    .split(/\s+/)
    .filter(Boolean)
}

function createLanguage(give: (command: CommandLine) => void): Command {
  const program = new Command('').exitOverride().helpOption(false).helpCommand(false)
  program.configureOutput({ writeOut: () => {}, writeErr: () => {} }).enablePositionalOptions()
  for (const { name, aliases = [] } of COMMANDS as readonly (CommandSpec & (typeof COMMANDS)[number])[]) {
    program
      .command(`${name} [words...]`)
      .aliases([...aliases])
      .helpOption(false)
      .allowUnknownOption()
      .passThroughOptions()
      .action((words: string[]) => give({ do: name, words }))
  }
  return program
}

/** All that can be wrong here: what follows a command is read by the command itself. */
function unknown(typed: string): string {
  const { command } = watchingWords()
  const near = closest(typed, NAMES)
  const guess = near.length === 0 ? [] : [command.didYouMean({ names: near.join(', ') })]
  return [command.unknown({ typed }), ...guess, command.list].join(' ')
}

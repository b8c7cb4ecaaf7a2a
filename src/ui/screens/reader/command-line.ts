import { Command, CommanderError } from 'commander'
import { closest } from '../../../lib/closest.ts'
import { screenWords } from '../../../messages/screens/index.ts'

/** What can be typed after `:`. */
export type ReaderCommand =
  | { readonly do: 'goto'; readonly target: string }
  | { readonly do: 'find'; readonly text: string }
  | { readonly do: 'quiz' | 'help' | 'quit' }
  | { readonly do: 'nothing' }
  | { readonly do: 'complain'; readonly message: string }

/** Reads a command line. Never throws, prints or exits: what is wrong comes back as `complain`. */
export function parseCommandLine(line: string): ReaderCommand {
  const words = line.trim().split(/\s+/).filter(Boolean)
  if (words.length === 0) return { do: 'nothing' }
  if (words.length === 1 && /^\d+$/.test(line.trim())) return { do: 'goto', target: line.trim() }
  let parsed: ReaderCommand = { do: 'nothing' }
  const program = createLanguage((command) => {
    parsed = command
  })
  try {
    program.parse(words, { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    return { do: 'complain', message: complaint(words, error.code) }
  }
  return parsed
}

function createLanguage(give: (command: ReaderCommand) => void): Command {
  const program = new Command('').exitOverride().helpOption(false).helpCommand(false)
  program.configureOutput({ writeOut: () => {}, writeErr: () => {} }).enablePositionalOptions()
  const text = (name: string, argument: string, does: (text: string) => ReaderCommand) =>
    program
      .command(`${name} <${argument}...>`)
      .helpOption(false)
      .allowUnknownOption()
      .passThroughOptions()
      .action((words: string[]) => give(does(words.join(' '))))
  const word = (name: 'quiz' | 'help' | 'quit', alias: string) =>
    program
      .command(name)
      .alias(alias)
      .helpOption(false)
      .allowExcessArguments(false)
      .action(() => give({ do: name }))
  text('goto', 'heading-or-line', (target) => ({ do: 'goto', target })).alias('g')
  text('find', 'text', (found) => ({ do: 'find', text: found })).alias('f')
  word('quiz', 'z')
  word('help', 'h')
  word('quit', 'q')
  return program
}

const NAMES = ['goto', 'find', 'quiz', 'help', 'quit']

/** What is wrong, in one line: that is all that the status bar has. */
function complaint([command = '']: readonly string[], code: string): string {
  const { reader } = screenWords()
  if (code === 'commander.missingArgument') return reader.lacksText({ command })
  if (NAMES.some((name) => name.startsWith(command))) return reader.tooMuch({ command })
  const [guess] = closest(command, NAMES, 1)
  const unknown = reader.noCommand({ typed: command })
  return guess === undefined ? unknown : `${unknown}; ${reader.didYouMean({ guess })}`
}

import { ExitCode } from '../lib/exit-code.ts'
import { UserError } from '../lib/user-error.ts'
import { cliWords, speak } from '../messages/cli/index.ts'
import { localeOf } from '../messages/locale.ts'
import { whyNotWritten } from '../platform/file-error.ts'
import { isInteractive } from '../platform/terminal.ts'
import { type ColorLevel, colorFlag, colorLevel, imposeColorLevel } from './color.ts'
import { findRequest, type Request } from './find-command.ts'
import { overview } from './overview.ts'
import { type Program, userAgent } from './program.ts'
import { SCHEMA_VERSION } from './schema-version.ts'
import { showError } from './show-error.ts'

/**
 * From the argument vector to the one module that answers it. `--version` and the overview load
 * nothing else, oclif only when a command runs or shows its help.
 */
export async function main(argv: readonly string[], program: Program): Promise<void> {
  watchForFaults(argv)
  try {
    await speak(localeOf(process.env))
    await answer(findRequest(argv, program.commands), program, argv)
  } catch (error) {
    process.exitCode = show(error, argv)
  }
}

async function answer(request: Request, program: Program, argv: readonly string[]): Promise<void> {
  switch (request.kind) {
    case 'version':
      process.stdout.write(`${userAgent(program)}\n`)
      return
    case 'home':
      if (!isInteractive()) return showHelp(undefined, program, argv)
      return (await import('./run-command.ts')).runCommand(program, 'home', argv)
    case 'help':
      return showHelp(request.subject, program, argv)
    case 'run':
      return (await import('./run-command.ts')).runCommand(program, request.id, request.argv)
    case 'unknown':
      throw unknownCommand(request)
  }
}

async function showHelp(subject: string | undefined, program: Program, argv: readonly string[]) {
  const color = decideColor(argv)
  if (program.commands.some(({ id }) => id === subject) && subject !== undefined) {
    imposeColorLevel(color, process.env)
    const { commandHelp } = await import('./command-help.ts')
    process.stdout.write(await commandHelp(program, subject))
  } else {
    process.stdout.write(overview(program, subject, color, process.stdout.columns ?? 80))
  }
}

function decideColor(argv: readonly string[]): ColorLevel {
  return colorLevel({
    flag: colorFlag(argv),
    env: process.env,
    isTerminal: process.stdout.isTTY === true,
  })
}

function unknownCommand({ typed, suggestions }: Extract<Request, { kind: 'unknown' }>): UserError {
  const words = cliWords()
  const wrongStart = typed.startsWith('-')
  return new UserError(wrongStart ? words.commandBefore({ flag: typed }) : words.noCommand({ typed }), {
    code: wrongStart ? 'missing-command' : 'unknown-command',
    next: [
      ...suggestions.map((name) => words.didYouMean({ guess: `compendium ${name}` })),
      words.listCommands({ command: 'compendium --help' }),
    ],
  })
}

function show(error: unknown, argv: readonly string[]): number {
  const end = argv.indexOf('--')
  const json = (end === -1 ? argv : argv.slice(0, end)).includes('--json')
  return showError(error, { json, schemaVersion: SCHEMA_VERSION, command: '' })
}

function outputError(error: Error): UserError {
  const { outputLost, sendElsewhere } = cliWords()
  return new UserError(outputLost({ why: whyNotWritten(error) }), {
    code: 'output-not-written',
    next: [sendElsewhere],
  })
}

/** The last resort: nothing of ours ends with a stack trace, or with a pipe that nobody reads. */
function watchForFaults(argv: readonly string[]): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') return
    showError(outputError(error), { json: false, schemaVersion: SCHEMA_VERSION, command: '' })
    process.exit(ExitCode.usage)
  })
  const fail = (error: unknown) => {
    show(error, argv)
    process.exit(ExitCode.internal)
  }
  process.on('uncaughtException', fail)
  process.on('unhandledRejection', fail)
}

/** What the frame around the commands says: the overview, headings of help, and errors about the call. */
export const en = {
  about: 'Learn distributed systems by doing: lessons, graded exercises and simulations in your terminal',
  headings: {
    usage: 'USAGE',
    commands: 'COMMANDS',
    version: 'VERSION',
    arguments: 'ARGUMENTS',
    flags: 'FLAGS',
    globalFlags: 'GLOBAL FLAGS',
    clusterFlags: 'CLUSTER FLAGS',
    description: 'DESCRIPTION',
    examples: 'EXAMPLES',
    aliases: 'ALIASES',
  },
  command: 'COMMAND',
  seeHelp: 'Run `compendium COMMAND --help` for the flags and examples of a command.',
  commandsAbout: ({ count, topic }: { count: number; topic: string }) => `${count} commands about ${topic}`,

  error: ({ message }: { message: string }) => `Error: ${message}`,
  didYouMean: ({ guess }: { guess: string }) => `Did you mean: ${guess}`,
  noCommand: ({ typed }: { typed: string }) => `There is no command "${typed}".`,
  commandBefore: ({ flag }: { flag: string }) => `A command must come before ${flag}.`,
  listCommands: ({ command }: { command: string }) => `For the list of commands: ${command}`,
  outputLost: ({ why }: { why: string }) => `The output cannot be written: ${why}.`,
  sendElsewhere: 'Send it elsewhere, or free some space.',
  ourFault: ({ message }: { message: string }) =>
    `${message} (this is a fault in compendium, not in your work)`,
  report: 'Run it again with DEBUG=1 to see where, and report it with the command you typed.',
}

export type CliMessages = typeof en

/** What can be typed after `:`, and on a line of its own without a screen. */
export interface CommandSpec {
  readonly name: string
  readonly aliases?: readonly string[]
  /** What follows the name, for the help and for whoever got it wrong. */
  readonly usage: string
  readonly example: string
  readonly help: string
}

/** The help is drawn from this table, and the command line is read by it. */
export const COMMANDS = [
  {
    name: 'kill',
    usage: 'NODE [kept|unsynced-lost|wiped] [for TIME]',
    example: 'kill leader for 2s',
    help: 'stop it; the word says what its disk keeps',
  },
  { name: 'restart', usage: 'NODE', example: 'restart 2', help: 'start it again' },
  { name: 'pause', usage: 'NODE [for TIME]', example: 'pause 2 for 3s', help: 'it stands still' },
  { name: 'resume', usage: 'NODE', example: 'resume 2', help: 'it goes on' },
  {
    name: 'partition',
    aliases: ['cut'],
    usage: 'NODES | NODES [oneway] [for TIME]',
    example: 'partition 0,1 | 2,3,4 for 5s',
    help: 'no message passes; one way: none from the first side',
  },
  {
    name: 'isolate',
    usage: 'NODE [oneway] [for TIME]',
    example: 'isolate 0 oneway',
    help: 'cut one node off',
  },
  { name: 'heal', usage: '', example: 'heal', help: 'end all faults of the network' },
  {
    name: 'delay',
    usage: 'FROM TO TIME [for TIME]',
    example: 'delay 0 3 100ms for 2s',
    help: 'messages take longer',
  },
  { name: 'slow', usage: 'NODE TIME [for TIME]', example: 'slow 3 100ms', help: 'the same to one node' },
  { name: 'drop', usage: 'FROM TO [COUNT]', example: 'drop 0 3 2', help: 'lose the next messages' },
  { name: 'load', usage: 'COUNT [over TIME]', example: 'load 50 over 2s', help: 'more requests of clients' },
  { name: 'goto', aliases: ['g'], usage: 'TIME', example: 'goto 1.5s', help: 'go to a time' },
  { name: 'next', usage: '[COUNT]', example: 'next 5', help: 'step over events' },
  { name: 'back', usage: '[COUNT]', example: 'back', help: 'step back' },
  { name: 'note', usage: '[COUNT]', example: 'note', help: 'go to the next caption' },
  { name: 'run', usage: 'TIME', example: 'run 500ms', help: 'let time pass' },
  { name: 'speed', usage: 'FACTOR', example: 'speed 1/10', help: 'virtual over real time' },
  { name: 'story', usage: 'on|off', example: 'story on', help: 'stop at every caption' },
  { name: 'seed', usage: 'NUMBER', example: 'seed 7', help: 'a branch with another seed' },
  {
    name: 'set',
    usage: 'NAME=VALUE',
    example: 'set heartbeat_ms=20',
    help: 'a branch with another parameter',
  },
  { name: 'mutant', usage: 'NAME|none', example: 'mutant none', help: 'a branch with a mistake in it' },
  { name: 'swarm', usage: 'on|off', example: 'swarm on', help: 'a branch with the faults of the seed' },
  { name: 'fork', usage: '', example: 'fork', help: 'a branch from here' },
  { name: 'branch', usage: 'NUMBER', example: 'branch 2', help: 'go to a branch' },
  { name: 'undo', aliases: ['u'], usage: '', example: 'undo', help: 'take the last change back' },
  { name: 'redo', usage: '', example: 'redo', help: 'make it again' },
  {
    name: 'save',
    aliases: ['w'],
    usage: 'FILE',
    example: 'save run.json',
    help: 'write a file that --replay runs',
  },
  { name: 'schedule', usage: '', example: 'schedule', help: 'branches, and what was done' },
  { name: 'violations', usage: '', example: 'violations', help: 'stories of broken rules' },
  { name: 'help', aliases: ['h'], usage: '', example: 'help', help: 'all keys and commands' },
  { name: 'quit', aliases: ['q'], usage: '', example: 'quit', help: 'leave' },
] as const satisfies readonly CommandSpec[]

export type CommandName = (typeof COMMANDS)[number]['name']

/** A line as read: a command and the words after it. */
export type CommandLine =
  | { readonly do: CommandName; readonly words: readonly string[] }
  | { readonly do: 'nothing' }
  | { readonly do: 'complain'; readonly message: string }

export function commandHelp(): string[] {
  const rows = COMMANDS.map(({ name, usage, help }) => ({ left: `:${name} ${usage}`.trim(), help }))
  const width = Math.max(...rows.map(({ left }) => left.length))
  return rows.map(({ left, help }) => `${left.padEnd(width)}   ${help}`)
}

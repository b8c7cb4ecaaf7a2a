import { watchingWords } from '../../../messages/watching/index.ts'

/** What can be typed after `:`, and on a line of its own without a screen. */
export interface CommandSpec {
  readonly name: string
  readonly aliases?: readonly string[]
  /** What follows the name, for the help and for whoever got it wrong. */
  readonly usage: string
  readonly example: string
}

/** The help is drawn from this table, and the command line is read by it. */
export const COMMANDS = [
  {
    name: 'kill',
    usage: 'NODE [kept|unsynced-lost|wiped] [for TIME]',
    example: 'kill leader for 2s',
  },
  { name: 'restart', usage: 'NODE', example: 'restart 2' },
  { name: 'pause', usage: 'NODE [for TIME]', example: 'pause 2 for 3s' },
  { name: 'resume', usage: 'NODE', example: 'resume 2' },
  {
    name: 'partition',
    aliases: ['cut'],
    usage: 'NODES | NODES [oneway] [for TIME]',
    example: 'partition 0,1 | 2,3,4 for 5s',
  },
  {
    name: 'isolate',
    usage: 'NODE [oneway] [for TIME]',
    example: 'isolate 0 oneway',
  },
  { name: 'heal', usage: '', example: 'heal' },
  {
    name: 'delay',
    usage: 'FROM TO TIME [for TIME]',
    example: 'delay 0 3 100ms for 2s',
  },
  { name: 'slow', usage: 'NODE TIME [for TIME]', example: 'slow 3 100ms' },
  { name: 'drop', usage: 'FROM TO [COUNT]', example: 'drop 0 3 2' },
  { name: 'load', usage: 'COUNT [over TIME]', example: 'load 50 over 2s' },
  { name: 'goto', aliases: ['g'], usage: 'TIME', example: 'goto 1.5s' },
  { name: 'next', usage: '[COUNT]', example: 'next 5' },
  { name: 'back', usage: '[COUNT]', example: 'back' },
  { name: 'note', usage: '[COUNT]', example: 'note' },
  { name: 'run', usage: 'TIME', example: 'run 500ms' },
  { name: 'speed', usage: 'FACTOR', example: 'speed 1/10' },
  { name: 'story', usage: 'on|off', example: 'story on' },
  { name: 'seed', usage: 'NUMBER', example: 'seed 7' },
  {
    name: 'set',
    usage: 'NAME=VALUE',
    example: 'set heartbeat_ms=20',
  },
  { name: 'mutant', usage: 'NAME|none', example: 'mutant none' },
  { name: 'swarm', usage: 'on|off', example: 'swarm on' },
  { name: 'fork', usage: '', example: 'fork' },
  { name: 'branch', usage: 'NUMBER', example: 'branch 2' },
  { name: 'undo', aliases: ['u'], usage: '', example: 'undo' },
  { name: 'redo', usage: '', example: 'redo' },
  {
    name: 'save',
    aliases: ['w'],
    usage: 'FILE',
    example: 'save run.json',
  },
  { name: 'schedule', usage: '', example: 'schedule' },
  { name: 'violations', usage: '', example: 'violations' },
  { name: 'help', aliases: ['h'], usage: '', example: 'help' },
  { name: 'quit', aliases: ['q'], usage: '', example: 'quit' },
] as const satisfies readonly CommandSpec[]

export type CommandName = (typeof COMMANDS)[number]['name']

/** A line as read: a command and the words after it. */
export type CommandLine =
  | { readonly do: CommandName; readonly words: readonly string[] }
  | { readonly do: 'nothing' }
  | { readonly do: 'complain'; readonly message: string }

export function commandHelp(): string[] {
  const { commands } = watchingWords()
  const rows = COMMANDS.map(({ name, usage }) => ({ left: `:${name} ${usage}`.trim(), help: commands[name] }))
  const width = Math.max(...rows.map(({ left }) => left.length))
  return rows.map(({ left, help }) => `${left.padEnd(width)}   ${help}`)
}

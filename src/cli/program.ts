import type { Command, Config, Interfaces } from '@oclif/core'

/** What the front door knows about a command without loading it. */
export interface CommandSummary {
  /** As oclif writes it: `generate:exercise`. */
  readonly id: string
  readonly summary: string
  readonly aliases: readonly string[]
  readonly hidden: boolean
  readonly takesArguments: boolean
}

export type CommandClass = (new (argv: string[], config: Config) => Command) & { id: string }

/** The built program, as the bundle's entry describes it. */
export interface Program {
  /** The folder of package.json. */
  readonly root: string
  readonly pjson: Interfaces.PJSON
  readonly commands: readonly CommandSummary[]
  /** Loads the one module of a command. */
  load(id: string): Promise<{ readonly default: CommandClass }>
}

export function summarize(manifest: Interfaces.Manifest): CommandSummary[] {
  return Object.values(manifest.commands).map((command) => ({
    id: command.id,
    summary: firstLine(command.summary ?? command.description ?? ''),
    aliases: [...command.aliases, ...(command.hiddenAliases ?? [])],
    hidden: command.hidden,
    takesArguments: Object.keys(command.args).length > 0 || command.strict === false,
  }))
}

/** `generate:exercise` as it is typed: `generate exercise`. */
export function asTyped(id: string): string {
  return id.replaceAll(':', ' ')
}

/** `@compendium-ds/cli/0.1.0 linux-x64 node-v20.20.2`: the form of every oclif program. */
export function userAgent({ pjson }: Program): string {
  return `${pjson.name}/${pjson.version} ${process.platform}-${process.arch} node-${process.version}`
}

function firstLine(text: string): string {
  return text.split('\n')[0] ?? ''
}

import path from 'node:path'
import { CommandHelp, Help, type Interfaces } from '@oclif/core'
import { en } from '../messages/cli/en.ts'
import { cliWords } from '../messages/cli/index.ts'
import { readBuiltJson } from '../platform/corpus-dir.ts'
import type { Program } from './program.ts'
import { ProgramConfig } from './program-config.ts'

/** The help of one command, drawn by oclif from the manifest: the command itself is not loaded. */
export async function commandHelp(program: Program, id: string): Promise<string> {
  const config = new ProgramConfig(program, readManifest(program.root))
  const help = new CollectedHelp(config)
  const command = config.findCommand(id, { must: true })
  await help.showCommandHelp({ ...command, ...unfolded(command.description) })
  return translated(help.text)
}

/** Oclif's headings in the language that is spoken: capitals at the start of a line, perhaps in bold. */
function translated(help: string): string {
  const { headings } = cliWords()
  const known = new Map(
    Object.entries(en.headings).map(([key, text]) => [text, key as keyof typeof headings]),
  )
  return help.replace(/^([^\sA-Z]*)([A-Z]+(?: [A-Z]+)?)([^\sA-Z]*)$/gm, (whole, bold, text, plain) => {
    const key = known.get(text)
    return key === undefined ? whole : `${bold}${headings[key]}${plain}`
  })
}

/** Line ends in the source of a description are none on a screen of some other width, but before a paragraph or an indent. */
function unfolded(description: string | undefined): { readonly description?: string } {
  return description === undefined ? {} : { description: description.replace(/ *\n(?=[^\s])(?<!\n\n)/g, ' ') }
}

/** Describes without the summary, which stands at the top; oclif's own option for it keeps the last line alone. */
class DescribedHelp extends CommandHelp {
  protected override description(): string | undefined {
    const { description } = this.command
    return description === undefined ? undefined : this.wrap(description)
  }
}

class CollectedHelp extends Help {
  text = ''
  override CommandHelpClass = DescribedHelp

  override log(...lines: string[]): void {
    this.text += `${lines.join('\n')}\n`
  }
}

/** Oclif's own description of all commands, as the build wrote it. */
export function readManifest(root: string): Interfaces.Manifest {
  const manifest = readBuiltJson(path.join(root, 'oclif.manifest.json'))
  if (manifest === undefined) throw new Error('oclif.manifest.json is missing from the package')
  return manifest as Interfaces.Manifest
}

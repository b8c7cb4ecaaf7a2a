import path from 'node:path'
import { Help, type Interfaces } from '@oclif/core'
import { readBuiltJson } from '../platform/corpus-dir.ts'
import type { Program } from './program.ts'
import { ProgramConfig } from './program-config.ts'

/** The help of one command, drawn by oclif from the manifest: the command itself is not loaded. */
export async function commandHelp(program: Program, id: string): Promise<string> {
  const config = new ProgramConfig(program, readManifest(program.root))
  const help = new CollectedHelp(config)
  await help.showCommandHelp(config.findCommand(id, { must: true }))
  return help.text
}

class CollectedHelp extends Help {
  text = ''

  override log(...lines: string[]): void {
    this.text += `${lines.join('\n')}\n`
  }
}

function readManifest(root: string): Interfaces.Manifest {
  const manifest = readBuiltJson(path.join(root, 'oclif.manifest.json'))
  if (manifest === undefined) throw new Error('oclif.manifest.json is missing from the package')
  return manifest as Interfaces.Manifest
}

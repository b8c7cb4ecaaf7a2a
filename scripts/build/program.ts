import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Interfaces } from '@oclif/core'
import { summarize } from '../../src/cli/program.ts'
import { type Bundle, bundle, entrySource } from './bundle.ts'
import { findCommands } from './find-commands.ts'
import { buildManifest } from './manifest.ts'

export interface BuiltProgram extends Bundle {
  readonly manifest: Interfaces.Manifest
}

/** Everything that is made of TypeScript, in memory. */
export async function buildProgram(root: string): Promise<BuiltProgram> {
  const pjson = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8')) as Interfaces.PJSON
  const commands = findCommands(root)
  const manifest = await buildManifest(root, pjson, commands)
  const program = { pjson: essentials(pjson), commands: summarize(manifest) }
  return { manifest, ...(await bundle(root, entrySource(commands, program))) }
}

/** The part of package.json that runs: the rest of it may change without changing the program. */
function essentials({ name, version, description, oclif }: Interfaces.PJSON): object {
  return { name, version, description, oclif }
}

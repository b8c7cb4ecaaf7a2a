import path from 'node:path'
import { readTextFile } from '../../platform/text-file.ts'

const SDK = /\bcompendium_node\b|compendium-node\b|\bcompendiumnode\b|\bCompendiumNode\b/

/** Virtual for a program that is written with the SDK of nodes: it names it somewhere. Real for all others. */
export async function chooseTime(
  { file, command }: { readonly file: string; readonly command?: readonly string[] },
  cwd: string,
): Promise<'real' | 'virtual'> {
  if (command !== undefined) return 'real'
  const text = await readTextFile(path.resolve(cwd, file)).catch(() => undefined)
  return text !== undefined && SDK.test(text) ? 'virtual' : 'real'
}

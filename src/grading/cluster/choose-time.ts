import path from 'node:path'
import { readTextFile } from '../../platform/text-file.ts'

const SDK = /\bcompendium_node\b|compendium-node\b|\bcompendiumnode\b|\bCompendiumNode\b/
/** In Go the SDK is of the program's own package, so that nothing names it: a node embeds `Node` and is given to `Run`. */
const GO_SDK = /struct\s*\{(?:[^}]*[\n;])?\s*Node\s*(?:\/\/.*)?[\n;}][\s\S]*(?<![.\w])Run\(/

/** Virtual for a program that is written with the SDK of nodes, real for all others. */
export async function chooseTime(
  { file, command }: { readonly file: string; readonly command?: readonly string[] },
  cwd: string,
): Promise<'real' | 'virtual'> {
  if (command !== undefined) return 'real'
  const text = await readTextFile(path.resolve(cwd, file)).catch(() => undefined)
  if (text === undefined) return 'real'
  return SDK.test(text) || (file.endsWith('.go') && GO_SDK.test(text)) ? 'virtual' : 'real'
}

import { readdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { makeFolder } from './files.ts'

/** Makes `folder` and removes every JSON file in it that is not in `names`. Only for folders that we alone write. */
export async function keepOnly(folder: string, names: readonly string[]): Promise<void> {
  await makeFolder(folder)
  const others = (await readdir(folder)).filter((name) => name.endsWith('.json') && !names.includes(name))
  for (const name of others) await rm(path.join(folder, name))
}
